using System.Text;
using System.Text.Json;

namespace Attune.Telemetry;

/// <summary>
/// Appends events to a file, one JSON object a line, each written whole and at once, so that a reader can follow along.
/// Where it cannot write it says so once; a run does not fail for it.
/// </summary>
internal sealed class EventsFile : IRunListener, IDisposable
{
    /// <summary>Steps of a tiny model take milliseconds; a reader shows no more than this.</summary>
    private static readonly TimeSpan StepInterval = TimeSpan.FromMilliseconds(250);

    private readonly Action<string> _complain;
    private FileStream? _file;
    private StepEvent? _written, _skipped;

    /// <param name="path">The file; made where it is absent, with its folder.</param>
    /// <param name="complain">Hears why nothing more is written.</param>
    public EventsFile(string path, Action<string> complain)
    {
        _complain = complain;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (IsFileTrouble(exception))
        {
            GiveUp(exception);
        }
    }

    public void On(RunEvent happened)
    {
        if (happened is StepEvent step)
        {
            OnStep(step);
            return;
        }

        if (_skipped is { } last)
            Write(last);
        (_written, _skipped) = (null, null);
        Write(happened);
    }

    public void Dispose() => _file?.Dispose();

    private void OnStep(StepEvent step)
    {
        var isDue = _written is null || step.Step == step.Steps || step.HeldOutLoss != _written.HeldOutLoss
            || step.Time - _written.Time >= StepInterval;
        if (!isDue)
        {
            _skipped = step;
            return;
        }

        (_written, _skipped) = (step, null);
        Write(step);
    }

    private void Write(RunEvent happened)
    {
        if (_file is null)
            return;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(happened, RunEventJson.Default.RunEvent) + "\n"));
        }
        catch (Exception exception) when (IsFileTrouble(exception))
        {
            GiveUp(exception);
        }
    }

    private void GiveUp(Exception exception)
    {
        _file?.Dispose();
        _file = null;
        _complain($"ATTUNE_EVENTS: {exception.Message} The run goes on without the events file.");
    }

    private static bool IsFileTrouble(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
