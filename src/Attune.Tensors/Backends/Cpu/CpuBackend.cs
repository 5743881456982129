using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

/// <summary>
/// Float32 on the processor: vectors of 16 virtual lanes at any real width, all cores, the same bits for any number of
/// threads and any vector width. Memory is kept and lent again, so warm steps allocate none.
/// </summary>
public sealed partial class CpuBackend : Backend, IDisposable
{
    /// <summary>Multiply-adds below which handing pieces to other threads costs more than it saves (about ten microseconds).</summary>
    private const long WorthSharing = 1 << 17;

    private readonly WorkerPool pool;

    /// <summary>A backend with its own threads.</summary>
    /// <param name="threads">How many threads compute, the calling one included; 0 (the default) for one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public CpuBackend(int threads = 0)
        : base("cpu", DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
        pool = new WorkerPool(Threads);
    }

    /// <summary>How many threads compute, the calling one included.</summary>
    public int Threads { get; }

    /// <summary>
    /// The floating-point operations a second that all threads together do when they do nothing but fused multiply-adds on
    /// registers: what no computation can be above. The best of a few tries of some ten milliseconds.
    /// </summary>
    /// <param name="clock">The clock.</param>
    public double MeasurePeak(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        const int tries = 5, rounds = 1_000_000;
        float[] sums = new float[Threads];
        double best = 0;
        for (int i = 0; i < tries; i++)
        {
            long begin = clock.GetTimestamp();
            pool.Launch(Threads, new PeakKernel(rounds, sums));
            best = Math.Max(best, Threads * PeakKernel.Operations(rounds) / Math.Max(clock.GetElapsedTime(begin).TotalSeconds, 1e-9));
        }

        return best;
    }

    /// <summary>Ends the threads. Tensors stay readable.</summary>
    public void Dispose() => pool.Dispose();

    internal override void Fill(Tensor tensor, double value) =>
        Elementwise<ConstantOperator>.Launch(pool, tensor, tensor, tensor, new ConstantOperator((float)value));

    internal override void Copy(Tensor x, Tensor y) => Elementwise<CopyOperator>.Launch(pool, x, x, y, default);

    internal override void Scale(Tensor x, double scale, Destination y) =>
        Elementwise<ScaleOperator>.Launch(pool, x, x, y, new ScaleOperator((float)scale));

    internal override void AddScaled(Tensor a, Tensor b, double scale, Tensor y) =>
        Elementwise<AddScaledOperator>.Launch(pool, a, b, y, new AddScaledOperator((float)scale));

    internal override void Multiply(Tensor a, Tensor b, Destination y) =>
        Elementwise<MultiplyOperator>.Launch(pool, a, b, y, default);

    internal override void AddScalar(Tensor value, double scale, Destination y) => Elementwise<ConstantOperator>.Launch(
        pool, y.Tensor, y.Tensor, y, new ConstantOperator(value.Item() * (float)scale));

    internal override void Dropout(Tensor x, double p, ulong seed, Destination y) =>
        Elementwise<DropoutOperator>.Launch(pool, x, x, y, new DropoutOperator(seed, p));

    internal override void Activate(Activation activation, Tensor x, Tensor y) =>
        ActivationKernels.Of(activation).Forward(pool, x, y);

    internal override void ActivateBackward(Activation activation, Tensor x, Tensor dy, Destination dx) =>
        ActivationKernels.Of(activation).Backward(pool, x, dy, dx);

    internal override void Gated(Activation activation, Tensor gate, Tensor up, Tensor y) =>
        ActivationKernels.Of(activation).Gated(pool, gate, up, y);

    internal override void GatedBackward(
        Activation activation, Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp) =>
        ActivationKernels.Of(activation).GatedBackward(pool, gate, up, dy, dGate, dUp);

    internal override void BroadcastRow(Tensor bias, Tensor y) =>
        pool.Launch(RowBlocks.Pieces(y.Rows, y.Columns), new BroadcastRows(bias, y));

    internal override void SumRows(Tensor x, Destination sum) =>
        pool.Launch(ColumnSums.Pieces(x), new ColumnSums(x, null, null, sum));

    internal override void ScaleColumns(Tensor x, Tensor factors, Destination y) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new ScaleColumnsKernel(x, factors, y));

    internal override void InverseRowNorms(Tensor x, Tensor y) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new InverseRowNormsKernel(x, y));

    internal override void RmsNorm(Tensor x, Tensor weight, double offset, double epsilon, Tensor y, Tensor inverseRms) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new RmsNormForward(x, weight, (float)offset, (float)epsilon, y, inverseRms));

    internal override void RmsNormBackward(
        Tensor x, Tensor weight, double offset, Tensor inverseRms, Tensor dy, Destination? dx, Destination? dWeight)
    {
        if (dx is { } input)
            pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new RmsNormInputGradient(x, weight, (float)offset, inverseRms, dy, input));
        if (dWeight is { } gain)
            pool.Launch(ColumnSums.Pieces(x), new ColumnSums(dy, x, inverseRms, gain));
    }

    internal override void LayerNorm(Tensor x, Tensor weight, Tensor? bias, double epsilon, Tensor y, RowStatistics statistics) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new LayerNormForward(x, weight, bias, (float)epsilon, y, statistics));

    internal override void LayerNormBackward(
        Tensor x, Tensor weight, RowStatistics statistics, Tensor dy, Destination? dx, Destination? dWeight)
    {
        if (dx is { } input)
            pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new LayerNormInputGradient(x, weight, statistics, dy, input));
        if (dWeight is { } gain)
            pool.Launch(ColumnSums.Pieces(x), new LayerNormGainGradient(x, statistics, dy, gain));
    }

    internal override void GatherColumns(Tensor x, ColumnLayout layout, Tensor y) =>
        pool.Launch(RowBlocks.Pieces(y.Rows, y.Columns), new GatheredColumns(x, layout, y));

    internal override void ScatterColumns(Tensor x, ColumnLayout layout, Destination y)
    {
        if (!y.Accumulate)
            Fill(y.Tensor, 0);
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new ScatteredColumns(x, layout, y.Tensor));
    }

    internal override void SoftCap(Tensor x, double cap, Tensor y) =>
        Elementwise<SoftCapOperator>.Launch(pool, x, x, y, new SoftCapOperator((float)cap));

    internal override void SoftCapBackward(Tensor y, double cap, Tensor dy, Destination dx) =>
        Elementwise<SoftCapGradient>.Launch(pool, y, dy, dx, new SoftCapGradient((float)cap));

    internal override void Rotary(Tensor x, RotaryTable table, int[] positions, int heads, bool inverse, Destination y) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new RotaryKernel(x, table, positions, heads, inverse, y));

    internal override void Attention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp) =>
        pool.Launch(AttentionForward.Pieces(documents, heads), new AttentionForward(q, k, v, documents, heads, y, logSumExp));

    internal override void AttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp,
        Tensor dy, Destination? dq, Destination? dk, Destination? dv, Destination? dBias)
    {
        // A thread owns a document; what documents share is summed up afterwards, in their order.
        var perDocument = dBias is { } bias ? Allocate(new Shape(documents.Count * heads.Query, bias.Tensor.Rows)) : null;
        if (perDocument is not null)
            Fill(perDocument, 0);
        pool.Launch(
            Backends.Cpu.AttentionBackward.Pieces(documents, heads),
            new AttentionBackward(q, k, v, documents, heads, y, logSumExp, dy, dq, dk, dv, perDocument));
        if (perDocument is null)
            return;
        pool.Launch(dBias!.Value.Tensor.Rows, new DistanceBiasGradient(perDocument, dBias.Value));
        perDocument.Release();
    }

    internal override unsafe void CachedAttention(
        Tensor q, Tensor keys, Tensor values, ReadOnlySpan<int> keyStart, ReadOnlySpan<int> keyCount, AttentionHeads heads, Tensor y)
    {
        long work = 0;
        foreach (int count in keyCount)
            work += (long)count * q.Columns;
        Span<int> room = keyStart.Length < 2048 ? stackalloc int[keyStart.Length + 1] : new int[keyStart.Length + 1];
        fixed (int* start = keyStart, count = keyCount, starts = room)
        {
            var runs = CachedRuns.Of(keyStart, heads.Group, starts);
            var kernel = new CachedAttentionKernel(q, keys, values, start, count, runs, heads, y);
            if (work < WorthSharing)
                Jobs.RunHere(runs.Count * heads.KeyValue, kernel);
            else
                pool.Launch(runs.Count * heads.KeyValue, kernel);
        }
    }

    internal override unsafe void WriteRows(Tensor rows, ReadOnlySpan<int> at, Tensor destination)
    {
        fixed (int* to = at)
            pool.Launch(RowBlocks.Pieces(at.Length, rows.Columns), new CopyRows(rows, null, destination, to, at.Length));
    }

    internal override unsafe void GatherRows(Tensor x, ReadOnlySpan<int> indices, Tensor y)
    {
        if (x.Stored is { } stored)
        {
            for (int i = 0; i < indices.Length; i++)
                stored.Read(indices[i], 0, y.Storage.Singles(y.Shape.ElementCount).Slice(i * y.Columns, y.Columns));
            return;
        }

        fixed (int* from = indices)
            pool.Launch(RowBlocks.Pieces(indices.Length, x.Columns), new CopyRows(x, from, y, null, indices.Length));
    }

    internal override unsafe void ScatterAddRows(Tensor x, ReadOnlySpan<int> indices, double scale, Destination y)
    {
        if (!y.Accumulate)
            Fill(y.Tensor, 0);
        fixed (int* to = indices)
            pool.Launch(Backends.Cpu.ScatterAddRows.Pieces(x), new ScatterAddRows(x, to, indices.Length, (float)scale, y.Tensor));
    }
}
