using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>The lines of a vocabulary, which end in <c>\n</c> or <c>\r\n</c> only: tokens can hold every other line end of Unicode.</summary>
internal static class VocabularyLines
{
    public static IEnumerable<(int Number, string Text)> Read(string file)
    {
        var text = Utf8Lines.ReadAll(file);
        var number = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var line = text[at..(end < 0 ? text.Length : end)];
            yield return (++number, line.EndsWith('\r') ? line[..^1] : line);
            at = end < 0 ? text.Length : end + 1;
        }
    }
}
