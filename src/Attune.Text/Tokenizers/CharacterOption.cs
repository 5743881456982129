using System.Text;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>An option of a part that is one character, beyond U+FFFF too.</summary>
internal static class CharacterOption
{
    public static string Read(DataValue value)
    {
        var text = value.AsString();
        return Rune.DecodeFromUtf16(text, out _, out var length) == System.Buffers.OperationStatus.Done && length == text.Length
            ? text
            : throw TokenizerErrors.Bad(value, $"{DataErrors.Show(text)} must be one character.");
    }
}
