using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Turns ranges of UTF-16 characters, as ours are, into ranges of code points, as the reference's are.</summary>
internal sealed class CodePointOffsets
{
    private readonly int[] counts;

    public CodePointOffsets(string text)
    {
        counts = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
            counts[i + 1] = counts[i] + (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? 0 : 1);
    }

    public string Show(TokenOffset offset) => $"{counts[offset.Start]}-{counts[offset.End]}";
}
