using Attune.Models;

namespace Attune.Training;

/// <summary>
/// What a training step needs, counted from a model as it stands: which parameters are trained, and so how far gradients
/// have to flow. Work that is not done (weight gradients of frozen weights, everything below the first trained layer) is
/// not counted.
/// </summary>
public sealed record StepCost
{
    // The runtime with the code it has compiled, resident where a model of a few kilobytes is trained; and what two threads pack
    // operands of products in (512 x 4096 floats for the right one).
    private const long RuntimeBytes = 50L << 20, PackingBytes = 8L << 20;

    // Results of many sizes come and go in the blocks of a workspace; what lies between them was written once and is resident.
    // Measured on models of 10 and 135 million parameters: 3 to 7 %.
    private const double BetweenActivations = 0.05;

    /// <summary>Bytes of all weights, frozen ones included.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Bytes of the gradients of trained parameters.</summary>
    public required long GradientBytes { get; init; }

    /// <summary>Bytes of memory for what the optimizer keeps of trained parameters.</summary>
    public required long OptimizerBytes { get; init; }

    /// <summary>
    /// Bytes of what the optimizer keeps of trained parameters in a file. Blocks of it pass through the memory that activations have
    /// left, so they add nothing to the peak.
    /// </summary>
    public long PagedBytes { get; init; }

    /// <summary>Bytes of activations and of passing gradients, for one micro-batch.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>Bytes of one checkpoint, without the few kilobytes of headers and the copy of the best weights.</summary>
    public required long CheckpointBytes { get; init; }

    /// <summary>Floating-point operations of a forward pass, per token.</summary>
    public required double ForwardFlopsPerToken { get; init; }

    /// <summary>Floating-point operations of a forward and a backward pass, per token. Norms and other elementwise work are not counted.</summary>
    public required double FlopsPerToken { get; init; }

    /// <summary>
    /// Bytes that the process takes beside tensors: the runtime with its code, the buffers in which products pack their operands and
    /// matrices are read to be kept in fewer bits, and what is left between activations of many sizes.
    /// </summary>
    public long ProcessBytes => RuntimeBytes + PackingBytes + ReadingBytes + LeftBehindBytes + (long)(BetweenActivations * ActivationBytes);

    /// <summary>The most memory that the process has resident.</summary>
    public long ResidentBytes => PeakBytes + ProcessBytes;

    /// <summary>The most memory of a step's tensors.</summary>
    public long PeakBytes => WeightBytes + GradientBytes + OptimizerBytes + ActivationBytes;

    /// <summary>The largest matrix that is kept in fewer bits, as the floats it is read as.</summary>
    private long ReadingBytes { get; init; }

    private long LeftBehindBytes { get; init; }

    /// <summary>Counts.</summary>
    /// <param name="model">The model, with its adapter attached if one is trained.</param>
    /// <param name="microBatchTokens">The most tokens computed at once.</param>
    /// <param name="documentTokens">The mean length of a document: a token attends to half of it on average.</param>
    /// <param name="supervisedShare">The share of tokens with a loss; logits are computed for these only.</param>
    /// <param name="optimizer">The optimizer; AdamW where null.</param>
    /// <param name="frozen">For a model without numbers: how its frozen matrices would be kept; null for floats.</param>
    /// <param name="recomputesLayers">Whether the backward pass computes each layer once more.</param>
    public static StepCost For(
        ICausalLanguageModel model, int microBatchTokens, double documentTokens, double supervisedShare = 1, IOptimizer? optimizer = null,
        FrozenStorage? frozen = null, bool recomputesLayers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        optimizer ??= new AdamWOptions();
        long trained = 0, kept = 0;
        foreach (var parameter in model.Parameters)
        {
            if (!parameter.Trainable)
                continue;
            trained += parameter.Shape.ElementCount;
            kept += optimizer.StateOf(parameter.Name, parameter.Shape).Sum(state => (long)state.Shape.ElementCount);
        }

        int supervised = (int)Math.Ceiling(microBatchTokens * supervisedShare);
        var flops = new FlopCount(model, documentTokens, supervisedShare);
        return new StepCost
        {
            WeightBytes = WeightMemory.BytesOf(model, frozen),
            GradientBytes = sizeof(float) * trained,
            OptimizerBytes = optimizer.Paged ? 0 : sizeof(float) * kept,
            PagedBytes = optimizer.Paged ? sizeof(float) * kept : 0,
            ActivationBytes = sizeof(float) * ActivationCount.For(model, microBatchTokens, supervised, recomputesLayers),
            LeftBehindBytes = sizeof(float) * ActivationCount.LeftBehind(model, microBatchTokens, supervised),
            ReadingBytes = WeightMemory.LargestRead(model, frozen),
            CheckpointBytes = sizeof(float) * (trained + kept),
            ForwardFlopsPerToken = flops.Forward,
            FlopsPerToken = flops.Forward + flops.Backward,
        };
    }
}
