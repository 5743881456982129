using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Attune.Training;

/// <summary>
/// Checkpoints in a folder, one folder each (<c>step-00000120</c>). One is written under another name, flushed to the disk
/// and then renamed, so that a crash at any moment leaves complete ones only; a manifest with the hash of every file tells
/// damage that came later. Nothing here knows what is in the files.
/// </summary>
public sealed class CheckpointStore
{
    private const string Prefix = "step-";
    private const string PartialPrefix = "partial-";
    private readonly ICheckpointFiles _files;

    /// <summary>Uses a folder, which is made when the first checkpoint is written.</summary>
    /// <param name="folder">The folder; a relative path is relative to the current directory of the process.</param>
    /// <param name="files">The disk, or in tests one that fails.</param>
    public CheckpointStore(string folder, ICheckpointFiles? files = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        _files = files ?? DiskFiles.Instance;
    }

    /// <summary>Where the checkpoints are.</summary>
    public string Folder { get; }

    /// <summary>The steps there are checkpoints of, complete or not, newest first.</summary>
    public IReadOnlyList<int> Steps()
    {
        if (!Directory.Exists(Folder))
            return [];
        List<int> steps = [];
        foreach (string path in Directory.EnumerateDirectories(Folder, Prefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int step))
                steps.Add(step);
        }

        steps.Sort((left, right) => right.CompareTo(left));
        return steps;
    }

    /// <summary>The folder of a step's checkpoint.</summary>
    public string PathOf(int step) => Path.Combine(Folder, Prefix + step.ToString("D8", CultureInfo.InvariantCulture));

    /// <summary>Why a checkpoint cannot be used, or null where it is whole.</summary>
    internal string? FindDamage(int step)
    {
        string folder = PathOf(step), manifestPath = Path.Combine(folder, CheckpointManifest.FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(manifestPath), CheckpointJson.Default.CheckpointManifest);
            if (manifest is not { Format: CheckpointManifest.CurrentFormat, Files: not null })
                return "its manifest has another format";
            foreach (var file in manifest.Files)
            {
                string path = Path.Combine(folder, Path.GetFileName(file.Name));
                using var stream = File.OpenRead(path);
                if (stream.Length != file.Bytes)
                    return $"{file.Name} has {stream.Length} bytes instead of {file.Bytes}";
                if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
                    return $"{file.Name} has changed since it was written";
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>Writes a checkpoint and deletes the oldest above <paramref name="keep"/>.</summary>
    /// <exception cref="AttuneException">ATT4210: no space, no permission. Earlier checkpoints are as they were.</exception>
    internal string Save(int step, IReadOnlyList<CheckpointPart> parts, int keep)
    {
        string target = PathOf(step), partial = Path.Combine(Folder, PartialPrefix + Path.GetFileName(target));
        try
        {
            RemovePartial();
            _files.CreateFolder(partial);
            WriteParts(partial, parts);
            _files.DeleteFolder(target); // a damaged one of the same step, whose place this one takes
            _files.RenameFolder(partial, target);
            foreach (int old in Steps().Skip(keep))
                _files.DeleteFolder(PathOf(old));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(partial);
            throw new AttuneException(
                "ATT4210",
                $"The checkpoint of step {step} could not be written: {exception.Message}",
                "Make space on the disk, or allow writing to the folder, and run again: it goes on from the last checkpoint.",
                Folder,
                inner: exception);
        }

        return target;
    }

    private void WriteParts(string folder, IReadOnlyList<CheckpointPart> parts)
    {
        List<CheckpointFile> written = [];
        foreach (var part in parts)
        {
            _files.WriteFile(Path.Combine(folder, part.Name), stream =>
            {
                using var hashing = new HashingStream(stream);
                part.Write(hashing);
                written.Add(new CheckpointFile(part.Name, hashing.Position, hashing.Sha256()));
            });
        }

        var manifest = new CheckpointManifest(CheckpointManifest.CurrentFormat, written);
        _files.WriteFile(
            Path.Combine(folder, CheckpointManifest.FileName),
            stream => JsonSerializer.Serialize(stream, manifest, CheckpointJson.Default.CheckpointManifest));
    }

    /// <summary>What a process that was killed left half written.</summary>
    private void RemovePartial()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (string path in Directory.EnumerateDirectories(Folder, PartialPrefix + "*"))
            _files.DeleteFolder(path);
    }

    private void TryDelete(string folder)
    {
        try
        {
            _files.DeleteFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is what the caller must hear of; the rest is removed before the next checkpoint.
        }
    }
}

/// <summary>One file of a checkpoint to be written.</summary>
internal sealed record CheckpointPart(string Name, Action<Stream> Write);
