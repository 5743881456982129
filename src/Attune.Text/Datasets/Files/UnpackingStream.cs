namespace Attune.Text.Datasets.Files;

/// <summary>Tells a damaged gzip file as a mistake in that file.</summary>
internal sealed class UnpackingStream(Stream gzip, string path) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return gzip.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new AttuneException(
                DataErrors.BrokenGzip, $"The gzip file is damaged: {e.Message}", "Pack it again, or fetch it again.", path, inner: e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gzip.Dispose();
        base.Dispose(disposing);
    }
}
