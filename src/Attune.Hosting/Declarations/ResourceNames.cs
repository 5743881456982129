using System.Globalization;
using System.Text;

namespace Attune.Hosting.Declarations;

/// <summary>Makes names of resources from names of projects: <c>SupportBot</c> becomes <c>support-bot</c>.</summary>
internal static class ResourceNames
{
    /// <summary>Leaves room for <c>-evaluator</c> and a number.</summary>
    private const int Longest = 45;

    /// <param name="project">The project's name.</param>
    /// <param name="isTaken">Whether another resource has the name; a number is added then.</param>
    public static string Of(string project, Func<string, bool> isTaken)
    {
        var name = new StringBuilder();
        for (var i = 0; i < project.Length && name.Length < Longest; i++)
        {
            var character = project[i];
            if (!char.IsAsciiLetterOrDigit(character))
            {
                Hyphen(name);
                continue;
            }

            if (char.IsAsciiLetterUpper(character) && i > 0 && (char.IsAsciiLetterLower(project[i - 1]) || (i + 1 < project.Length && char.IsAsciiLetterLower(project[i + 1]))))
                Hyphen(name);
            name.Append(char.ToLowerInvariant(character));
        }

        var plain = name.ToString().Trim('-');
        if (plain.Length == 0 || !char.IsAsciiLetter(plain[0]))
            plain = ("project-" + plain).Trim('-');
        var free = plain;
        for (var number = 2; isTaken(free); number++)
            free = plain + "-" + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private static void Hyphen(StringBuilder name)
    {
        if (name.Length > 0 && name[^1] != '-')
            name.Append('-');
    }
}
