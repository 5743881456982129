namespace Attune.Training.Tests.Support;

/// <summary>A disk that is full after so many bytes, or that refuses to be written to.</summary>
internal sealed class FailingFiles : ICheckpointFiles
{
    public long BytesLeft { get; set; } = long.MaxValue;

    public bool RefuseRename { get; set; }

    public void CreateFolder(string path) => DiskFiles.Instance.CreateFolder(path);

    public void WriteFile(string path, Action<Stream> write) =>
        DiskFiles.Instance.WriteFile(path, stream => write(new LimitedStream(stream, this)));

    public void RenameFolder(string from, string to)
    {
        if (RefuseRename)
            throw new UnauthorizedAccessException("Access to the path is denied.");
        DiskFiles.Instance.RenameFolder(from, to);
    }

    public void DeleteFolder(string path) => DiskFiles.Instance.DeleteFolder(path);

    private sealed class LimitedStream(Stream target, FailingFiles owner) : MemoryStream
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = (int)Math.Min(buffer.Length, owner.BytesLeft);
            target.Write(buffer[..fits]);
            owner.BytesLeft -= fits;
            if (fits < buffer.Length)
                throw new IOException("No space left on device");
        }
    }
}
