using System.Text.Json;

namespace Attune.Training;

/// <summary>
/// The run as JSON lines: one per step, one per evaluation. When a run goes on from a checkpoint, lines of later steps,
/// which will be computed again, are cut off first.
/// </summary>
internal sealed class MetricsFile : IDisposable
{
    private readonly string? _path;
    private readonly FileStream? _stream;

    private MetricsFile(string? path, FileStream? stream) => (_path, _stream) = (path, stream);

    /// <summary>Opens or makes the file, and cuts off what came after <paramref name="lastStep"/>.</summary>
    public static MetricsFile Open(string? path, int lastStep)
    {
        if (path is null)
            return new MetricsFile(null, null);
        return Guard(path, () =>
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            long keep = File.Exists(path) ? LengthUpTo(path, lastStep) : 0;
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(keep);
            stream.Seek(0, SeekOrigin.End);
            return new MetricsFile(path, stream);
        });
    }

    public void Write(TrainingStep step) => WriteLine(step.Step, writer =>
    {
        writer.WriteNumber("epoch", step.Epoch);
        writer.WriteNumber("loss", step.Loss);
        writer.WriteNumber("learningRate", step.LearningRate);
        writer.WriteNumber("gradientNorm", step.GradientNorm);
        writer.WriteNumber("tokens", step.Tokens);
        writer.WriteNumber("supervisedTokens", step.SupervisedTokens);
        writer.WriteNumber("tokensPerSecond", Math.Round(step.TokensPerSecond, 1));
        writer.WriteNumber("elapsedSeconds", Math.Round(step.Elapsed.TotalSeconds, 3));
    });

    public void Write(TrainingEvaluation evaluation) => WriteLine(evaluation.Step, writer =>
    {
        writer.WriteNumber("validationLoss", evaluation.Loss);
        writer.WriteNumber("validationTokens", evaluation.Tokens);
        writer.WriteBoolean("best", evaluation.IsBest);
    });

    public void Dispose() => _stream?.Dispose();

    private void WriteLine(int step, Action<Utf8JsonWriter> write)
    {
        if (_stream is null)
            return;
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", step);
            write(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        Guard(_path!, () =>
        {
            _stream.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            _stream.Flush();
            return true;
        });
    }

    /// <summary>The bytes of the leading lines that are whole and of no later step.</summary>
    private static long LengthUpTo(string path, int lastStep)
    {
        byte[] content = File.ReadAllBytes(path);
        int kept = 0;
        while (content.AsSpan(kept).IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (StepOf(content.AsMemory(kept, length)) is not { } step || step > lastStep)
                break;
            kept += length + 1;
        }

        return kept;
    }

    private static int? StepOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("step").GetInt32();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // a line cut off by a crash: nothing after it counts
        }
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4212", $"The metrics file cannot be written: {exception.Message}",
                "Make space on the disk, or allow writing to the folder.", path, inner: exception);
        }
    }
}
