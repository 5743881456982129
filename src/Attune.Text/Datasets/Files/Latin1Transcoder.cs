namespace Attune.Text.Datasets.Files;

/// <summary>ISO 8859-1: each byte is the character of that number.</summary>
internal sealed class Latin1Transcoder : ITranscoder
{
    public int Growth => 2;

    public (int Used, int Written) Convert(ReadOnlySpan<byte> source, Span<byte> utf8, bool isEnd)
    {
        var written = 0;
        foreach (var value in source)
        {
            if (value < 0x80)
            {
                utf8[written++] = value;
                continue;
            }

            utf8[written++] = (byte)(0xC0 | (value >> 6));
            utf8[written++] = (byte)(0x80 | (value & 0x3F));
        }

        return (source.Length, written);
    }
}
