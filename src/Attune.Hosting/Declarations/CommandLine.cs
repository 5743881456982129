using System.Text;

namespace Attune.Hosting.Declarations;

/// <summary>Command lines as MSBuild writes them: words, and quotation marks around what has spaces.</summary>
internal static class CommandLine
{
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, started) = (false, false);
        foreach (var character in line)
        {
            if (character == '"')
            {
                (quoted, started) = (!quoted, true);
            }
            else if (char.IsWhiteSpace(character) && !quoted)
            {
                if (started)
                    words.Add(word.ToString());
                word.Clear();
                started = false;
            }
            else
            {
                word.Append(character);
                started = true;
            }
        }

        if (started)
            words.Add(word.ToString());
        return words;
    }

    /// <summary>Gives an option another value, or adds it.</summary>
    public static void Set(List<string> words, string option, string value)
    {
        var at = words.IndexOf(option);
        if (at >= 0 && at + 1 < words.Count)
            words[at + 1] = value;
        else
            words.AddRange([option, value]);
    }
}
