using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Runs_each_piece_exactly_once(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int pieces = 0; pieces < 200; pieces++)
        {
            int[] times = new int[pieces];
            pool.Run(pieces, piece => Interlocked.Increment(ref times[piece]));
            Assert.All(times, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Is_done_when_run_returns_also_after_the_threads_have_parked()
    {
        using var pool = new WorkerPool(3);
        for (int round = 0; round < 20; round++)
        {
            long sum = 0;
            pool.Run(50, piece =>
            {
                if (piece % 10 == 0) Thread.Sleep(1);
                Interlocked.Add(ref sum, piece);
            });
            Assert.Equal(49 * 50 / 2, sum);
            Thread.Sleep(2);
        }
    }

    [Fact]
    public void The_failure_of_the_lowest_piece_surfaces_and_the_pool_lives_on()
    {
        using var pool = new WorkerPool(3);
        for (int round = 0; round < 50; round++)
        {
            var failure = Assert.Throws<InvalidOperationException>(() => pool.Run(20, piece =>
            {
                if (piece is 7 or 13 or 19) throw new InvalidOperationException($"piece {piece}");
            }));
            Assert.Equal("piece 7", failure.Message);
        }

        int done = 0;
        pool.Run(20, _ => Interlocked.Increment(ref done));
        Assert.Equal(20, done);
    }

    [Fact]
    public void Callers_on_several_threads_take_turns()
    {
        using var pool = new WorkerPool(2);
        long sum = 0;
        var callers = new Thread[4];
        for (int i = 0; i < callers.Length; i++)
        {
            callers[i] = new Thread(() =>
            {
                for (int round = 0; round < 200; round++) pool.Run(5, piece => Interlocked.Add(ref sum, piece + 1));
            });
            callers[i].Start();
        }

        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(4 * 200 * 15, sum);
    }

    [Fact]
    public void A_piece_may_run_pieces_of_its_own()
    {
        using var pool = new WorkerPool(2);
        int done = 0;
        pool.Run(6, _ => pool.Run(7, _ => Interlocked.Increment(ref done)));
        Assert.Equal(42, done);
    }

    [Fact]
    public void Refuses_work_after_dispose()
    {
        var pool = new WorkerPool(2);
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Run(2, _ => { }));
        pool.Dispose();
    }
}
