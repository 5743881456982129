namespace Attune.Training;

/// <summary>Speed over the last steps, and the time the rest will take at that speed.</summary>
internal sealed class SpeedMeter
{
    private const int Window = 32;
    private readonly Queue<(long Tokens, double Seconds)> _steps = new();
    private long _tokens;
    private double _seconds;

    public double TokensPerSecond => _seconds > 0 ? _tokens / _seconds : 0;

    public void Add(long tokens, TimeSpan duration)
    {
        _steps.Enqueue((tokens, duration.TotalSeconds));
        _tokens += tokens;
        _seconds += duration.TotalSeconds;
        if (_steps.Count > Window)
        {
            var (oldTokens, oldSeconds) = _steps.Dequeue();
            _tokens -= oldTokens;
            _seconds -= oldSeconds;
        }
    }

    public TimeSpan Remaining(int steps) => TimeSpan.FromSeconds(_steps.Count == 0 ? 0 : Math.Max(0, _seconds) / _steps.Count * steps);
}
