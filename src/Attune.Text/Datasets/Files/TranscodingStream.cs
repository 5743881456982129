namespace Attune.Text.Datasets.Files;

/// <summary>Turns bytes of one encoding into UTF-8.</summary>
internal interface ITranscoder
{
    /// <summary>The most UTF-8 bytes that one byte of the source becomes.</summary>
    int Growth { get; }

    /// <summary>Converts whole characters; says how many bytes of the source it used and how many it wrote.</summary>
    /// <param name="source">Bytes of the source.</param>
    /// <param name="utf8">Room for <see cref="Growth"/> times as many.</param>
    /// <param name="isEnd">Whether no more bytes follow.</param>
    (int Used, int Written) Convert(ReadOnlySpan<byte> source, Span<byte> utf8, bool isEnd);
}

/// <summary>A stream of UTF-8 over a stream of another encoding.</summary>
internal sealed class TranscodingStream(Stream source, ITranscoder transcoder) : ForwardStream
{
    private const int ChunkSize = 1 << 15;
    private readonly byte[] raw = new byte[ChunkSize];
    private readonly byte[] converted = new byte[ChunkSize * transcoder.Growth + 8];
    private int rawCount;
    private int given;
    private int ready;
    private bool ended;

    public override int Read(Span<byte> buffer)
    {
        while (given == ready && !ended)
            Fill();
        var count = Math.Min(buffer.Length, ready - given);
        converted.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        var read = source.Read(raw.AsSpan(rawCount));
        ended = read == 0;
        rawCount += read;
        var (used, written) = transcoder.Convert(raw.AsSpan(0, rawCount), converted, ended);
        raw.AsSpan(used, rawCount - used).CopyTo(raw);
        rawCount -= used;
        (given, ready) = (0, written);
    }
}
