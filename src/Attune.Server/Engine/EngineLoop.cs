using System.Collections.Concurrent;
using Attune.Models;

namespace Attune.Server.Engine;

/// <summary>
/// Owns a model. A thread of its own takes requests from a bounded queue and computes those that run together, one token of
/// each a step. It knows tokens and texts, and nothing of HTTP. A text does not depend on its company.
/// </summary>
internal sealed class EngineLoop : IDisposable
{
    private readonly GenerationEngine _engine;
    private readonly ServedModel _served;
    private readonly int _concurrentSequences;
    private readonly BlockingCollection<EngineRequest> _queue;
    private readonly List<RunningSequence> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private volatile int _runningCount;

    public EngineLoop(ServedModel served, int concurrentSequences, int queuedRequests)
    {
        _served = served;
        _concurrentSequences = concurrentSequences;
        _engine = new GenerationEngine(served.Model, concurrentSequences, served.ContextLength);
        _queue = new BlockingCollection<EngineRequest>(queuedRequests);
        _thread = new Thread(Run) { IsBackground = true, Name = "engine of " + served.Id };
        _thread.Start();
    }

    /// <summary>The longest sequence, in tokens.</summary>
    public int ContextLength => _engine.MaxLength;

    /// <summary>Requests that wait.</summary>
    public int Queued => _queue.Count;

    /// <summary>Sequences that run.</summary>
    public int Running => _runningCount;

    /// <summary>Queues a request; false where the queue is full.</summary>
    public bool TryEnqueue(EngineRequest request) => _queue.TryAdd(request);

    /// <summary>Ends the thread; requests that are not done end with an <see cref="OperationCanceledException"/>.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _queue.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                Admit();
                DropAbandoned();
                Step();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to end while it waited.
        }

        var end = new OperationCanceledException("The server ends.");
        FailAll(end);
        while (_queue.TryTake(out var request))
            request.Fail(end);
    }

    /// <summary>Takes what fits; waits where there is nothing else to do.</summary>
    private void Admit()
    {
        while (_running.Count < _concurrentSequences)
        {
            EngineRequest? request;
            if (_running.Count == 0)
                request = _queue.Take(_stop.Token);
            else if (!_queue.TryTake(out request))
                return;
            if (!request.Cancellation.IsCancellationRequested)
                Submit(request);
        }
    }

    private void Submit(EngineRequest request)
    {
        try
        {
            for (var i = 0; i < request.Sequences.Count; i++)
                _running.Add(new RunningSequence(request, i, _engine, _served.Tokenizer));
            _runningCount = _running.Count;
        }
        catch (AttuneException mistake)
        {
            Abandon(request);
            request.Fail(mistake);
        }
    }

    private void DropAbandoned()
    {
        for (var i = _running.Count - 1; i >= 0; i = Math.Min(i, _running.Count) - 1)
        {
            if (_running[i].Request.Cancellation.IsCancellationRequested)
                Abandon(_running[i].Request);
        }
    }

    private void Step()
    {
        try
        {
            _engine.Step();
            foreach (var running in _running)
                running.Tell();
            _running.RemoveAll(running => running.IsDone);
            _runningCount = _running.Count;
        }
        catch (Exception failure)
        {
            // Numbers that are none, or a defect: these requests fail, the server goes on.
            FailAll(failure);
        }
    }

    private void Abandon(EngineRequest request)
    {
        foreach (var running in _running.Where(running => running.Request == request))
            running.Abandon();
        _running.RemoveAll(running => running.Request == request);
        _runningCount = _running.Count;
    }

    private void FailAll(Exception failure)
    {
        foreach (var running in _running)
        {
            running.Abandon();
            running.Request.Fail(failure);
        }

        _running.Clear();
        _runningCount = 0;
    }
}
