using System.Text;

namespace Attune.Cli.CommandLine;

/// <summary>Reads whole UTF-8 texts; a byte order mark is no part of them.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="openInput">Opens standard input.</param>
    /// <param name="code">The diagnostic where it cannot be read.</param>
    public static string Read(string path, Func<Stream> openInput, string code = ToolErrors.CannotReadInput)
    {
        byte[] bytes;
        try
        {
            bytes = path == Streams.StandardInput ? ReadAll(openInput()) : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var error = ToolErrors.CannotRead(path, e);
            throw new AttuneException(code, error.Fact, error.Remedy, path, inner: e);
        }

        var content = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            var before = content[..Math.Max(e.Index, 0)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var wrong = string.Join(' ', (e.BytesUnknown ?? []).Select(b => b.ToString("X2", null)));
            throw new AttuneException(
                ToolErrors.NotUtf8, $"The bytes {wrong} are not UTF-8.", "Save the file as UTF-8.", path,
                1 + before.Count((byte)'\n'), Strict.GetCharCount(before[lineStart..]) + 1, e);
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
