using System.Text;
using Attune.Text.Datasets;

namespace Attune.Cli.Rows;

/// <summary>One line of the input as it came: bytes that have yet to be shown to be a row.</summary>
/// <param name="File">The file as messages name it.</param>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Bytes">The line without its end; null where it was longer than a row may be. Valid until the next line is read.</param>
internal readonly record struct RowLine(string File, int Number, ReadOnlyMemory<byte>? Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public bool IsBlank => Bytes is { } bytes && bytes.Span.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <exception cref="AttuneException">It is too long, not UTF-8, not JSON or not an object; says where.</exception>
    public DataValue Parse()
    {
        if (Bytes is not { } bytes)
        {
            throw new AttuneException(
                ToolErrors.RowTooLarge, $"The row is longer than {RowReader.LongestRow >> 20} MiB.", "Split it.", File, Number, 1);
        }

        var row = DataValue.Parse(Decode(bytes.Span), File, Number);
        return row.Kind == DataKind.Object
            ? row
            : throw new AttuneException(ToolErrors.BadRow, "The row is not an object.", "Write each row as one JSON object on its line.", File, row.Line, row.Column);
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var column = Strict.GetCharCount(bytes[..Math.Max(e.Index, 0)]) + 1;
            var wrong = string.Join(' ', (e.BytesUnknown ?? []).Select(b => b.ToString("X2", null)));
            throw new AttuneException(ToolErrors.NotUtf8, $"The bytes {wrong} are not UTF-8.", "Write the rows as UTF-8.", File, Number, column, e);
        }
    }
}
