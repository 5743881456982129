using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>A job cut into independent pieces. A struct, so that running it allocates nothing.</summary>
internal interface IPieceJob
{
    /// <summary>Does one piece. Pieces start in ascending order of their index, on any thread.</summary>
    void Run(int piece);
}

/// <summary>
/// Persistent threads that share the pieces of a job with the caller: they spin briefly for the next job, then park.
/// Which thread does which piece is left to chance, so a piece must depend on nothing but its index.
/// Callers on several threads take turns; a call from inside a piece runs its pieces on the spot.
/// </summary>
/// <remarks>
/// One 64-bit word holds the job's number (high half) and the next unclaimed piece (low half). A thread claims a piece by
/// compare-and-swap on the whole word, so a thread that wakes late can never claim a piece of a job whose fields it did not read.
/// </remarks>
internal sealed unsafe class WorkerPool : IDisposable
{
    /// <summary>How often a thread looks again before it gives its core away: some tenths of a millisecond.</summary>
    public const int SpinsBeforeParking = 4000;

    [ThreadStatic] static bool t_insidePiece;

    readonly Lock _turn = new();
    readonly Crew _crew;
    readonly Thread[] _threads;

    public WorkerPool(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
        _crew = new Crew();
        _threads = new Thread[Threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(_crew.Work) { IsBackground = true, Name = $"Attune worker {i + 1}" };
            _threads[i].Start();
        }
    }

    // The threads hold the crew, not the pool: a forgotten pool is collected and lets its threads end.
    ~WorkerPool() => _crew.Stop();

    /// <summary>How many threads work on a job, the caller included.</summary>
    public int Threads { get; }

    public void Run<TJob>(int pieces, TJob job) where TJob : struct, IPieceJob
    {
        if (pieces <= 0) return;
        if (pieces == 1 || Threads == 1 || t_insidePiece)
        {
            for (int i = 0; i < pieces; i++) job.Run(i);
            return;
        }

        // The job lives in this frame until the last piece is done, so a pointer to it is safe.
        lock (_turn) _crew.Run(pieces, &Invoke<TJob>, Unsafe.AsPointer(ref job));
        GC.KeepAlive(this);
    }

    public void Run(int pieces, Action<int> body) => Run(pieces, new DelegateJob(body));

    public void Dispose()
    {
        lock (_turn)
        {
            _crew.Stop();
            foreach (Thread thread in _threads) thread.Join();
        }

        GC.SuppressFinalize(this);
    }

    static void Invoke<TJob>(void* job, int piece) where TJob : struct, IPieceJob => Unsafe.AsRef<TJob>(job).Run(piece);

    readonly struct DelegateJob(Action<int> body) : IPieceJob
    {
        public void Run(int piece) => body(piece);
    }

    sealed class Crew
    {
        readonly Lock _failing = new();
        readonly object _jobPosted = new();
        readonly object _jobDone = new();

        delegate*<void*, int, void> _invoke;
        void* _job;
        int _pieces;
        Exception? _failure;
        int _failedPiece;
        int _parked;
        bool _callerParked;
        volatile bool _stopped;

        PaddedLong _claim;
        PaddedLong _finished;

        public void Run(int pieces, delegate*<void*, int, void> invoke, void* job)
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(WorkerPool));
            uint number = (uint)(_claim.Value >> 32) + 1;
            _invoke = invoke;
            _job = job;
            _pieces = pieces;
            _finished.Value = 0;
            Interlocked.Exchange(ref _claim.Value, (long)((ulong)number << 32));
            WakeParked();

            t_insidePiece = true;
            DoPieces(number);
            t_insidePiece = false;
            AwaitFinish(pieces);

            if (_failure is { } failure)
            {
                _failure = null;
                ExceptionDispatchInfo.Throw(failure);
            }
        }

        public void Work()
        {
            t_insidePiece = true;
            uint seen = 0;
            while (AwaitJob(ref seen)) DoPieces(seen);
        }

        public void Stop()
        {
            _stopped = true;
            lock (_jobPosted) Monitor.PulseAll(_jobPosted);
        }

        void DoPieces(uint number)
        {
            delegate*<void*, int, void> invoke = _invoke;
            void* job = _job;
            int pieces = _pieces;
            while (true)
            {
                long claim = Volatile.Read(ref _claim.Value);
                int piece = (int)(uint)claim;
                if ((uint)(claim >> 32) != number || piece >= pieces) return;
                if (Interlocked.CompareExchange(ref _claim.Value, claim + 1, claim) != claim) continue;

                try
                {
                    invoke(job, piece);
                }
#pragma warning disable CA1031 // Whatever a piece throws belongs to the caller.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    RecordFailure(exception, piece);
                }

                if (Interlocked.Increment(ref _finished.Value) == pieces && Volatile.Read(ref _callerParked))
                {
                    lock (_jobDone) Monitor.PulseAll(_jobDone);
                }
            }
        }

        // Of several failures the one of the lowest piece surfaces, whatever the timing.
        void RecordFailure(Exception exception, int piece)
        {
            lock (_failing)
            {
                if (_failure is not null && _failedPiece < piece) return;
                _failure = exception;
                _failedPiece = piece;
            }
        }

        void WakeParked()
        {
            if (Volatile.Read(ref _parked) == 0) return;
            lock (_jobPosted) Monitor.PulseAll(_jobPosted);
        }

        void AwaitFinish(int pieces)
        {
            for (int spin = 0; spin < SpinsBeforeParking; spin++)
            {
                if (Volatile.Read(ref _finished.Value) == pieces) return;
                Thread.SpinWait(1);
            }

            lock (_jobDone)
            {
                _callerParked = true;
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref _finished.Value) != pieces) Monitor.Wait(_jobDone);
                _callerParked = false;
            }
        }

        bool AwaitJob(ref uint seen)
        {
            for (int spin = 0; spin < SpinsBeforeParking; spin++)
            {
                if (_stopped) return false;
                if (IsNew(ref seen)) return true;
                Thread.SpinWait(1);
            }

            lock (_jobPosted)
            {
                Interlocked.Increment(ref _parked);
                while (!_stopped && !IsNew(ref seen)) Monitor.Wait(_jobPosted);
                Interlocked.Decrement(ref _parked);
                return !_stopped;
            }
        }

        bool IsNew(ref uint seen)
        {
            uint number = (uint)(Volatile.Read(ref _claim.Value) >> 32);
            if (number == seen) return false;
            seen = number;
            return true;
        }
    }

    /// <summary>A counter on cache lines of its own.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 256)]
    struct PaddedLong
    {
        [System.Runtime.InteropServices.FieldOffset(128)] public long Value;
    }
}
