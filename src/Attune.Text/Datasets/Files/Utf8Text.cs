using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Attune.Text.Datasets.Files;

/// <summary>Bytes as text; a byte that is not UTF-8 is an error with its place.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The text.</param>
    /// <param name="path">Its file.</param>
    /// <param name="line">The line its first character is on.</param>
    /// <param name="column">The column of that.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string path, int line, int column)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var valid = bytes[..Math.Max(e.Index, 0)];
            var lineStart = valid.LastIndexOf((byte)'\n') + 1;
            var place = Strict.GetCharCount(valid[lineStart..]) + (lineStart == 0 ? column : 1);
            var invalid = string.Join(' ', (e.BytesUnknown ?? []).Select(b => b.ToString("X2", null)));
            throw new AttuneException(
                DataErrors.InvalidUtf8, $"The bytes {invalid} are not UTF-8.", "Save the file as UTF-8, or declare its encoding.",
                path, line + valid.Count((byte)'\n'), place, e);
        }
    }

    /// <summary>Decodes into a buffer that grows with the longest text.</summary>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, ref char[] buffer, string path, int line, int column)
    {
        if (buffer.Length < bytes.Length)
            buffer = new char[Math.Max(bytes.Length, buffer.Length * 2)];
        return Utf8.ToUtf16(bytes, buffer, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            ? buffer.AsSpan(0, written)
            : Decode(bytes, path, line, column);
    }

    /// <summary>How many UTF-16 units the bytes are, which is how columns count; bytes that are not UTF-8 count as one.</summary>
    public static int CountUnits(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetCharCount(bytes);

    /// <summary>The first character, as a message shows it.</summary>
    public static string ShowFirst(ReadOnlySpan<byte> bytes)
    {
        Rune.DecodeFromUtf8(bytes, out var rune, out _);
        return rune.IsBmp ? DataErrors.Show((char)rune.Value) : $"'{rune}'";
    }
}
