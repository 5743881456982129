using System.Collections.Concurrent;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Rows that Attune keeps from starting for a while, in a queue or before a restart, and that can be asked to give that up.</summary>
internal sealed class RowPauses
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _pauses = new(StringComparer.Ordinal);

    /// <summary>Runs a wait of a row. One that goes on for the same row is given up.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> wait, CancellationToken cancellation)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _pauses.AddOrUpdate(name, pause, (_, other) =>
        {
            other.Cancel();
            return pause;
        });
        T result;
        try
        {
            result = await wait(pause.Token).ConfigureAwait(false);
        }
        catch
        {
            _pauses.TryRemove(KeyValuePair.Create(name, pause));
            throw;
        }

        if (_pauses.TryRemove(KeyValuePair.Create(name, pause)))
            return result;

        // Given up in the same moment in which it ended; whoever did so was told that the row does not start.
        (result as IDisposable)?.Dispose();
        throw new OperationCanceledException("The row's start was given up.");
    }

    /// <returns>Whether the row waited.</returns>
    public bool GiveUp(string name)
    {
        if (!_pauses.TryRemove(name, out var pause))
            return false;
        try
        {
            pause.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
            return false;
        }
    }
}
