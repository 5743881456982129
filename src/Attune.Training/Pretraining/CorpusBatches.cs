using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Attune.Training;

/// <summary>
/// Batches for language modelling: every token of every document is a target. Blocks of whole documents, at most the
/// context length long, in another order in each epoch; attention stops at document borders.
/// </summary>
public sealed class CorpusBatches : IBatchSource
{
    private readonly TokenCorpus _corpus;
    private readonly CorpusBlocks _blocks;
    private readonly int _contextLength, _batchSize, _microBatchTokens;
    private readonly ulong? _seed;

    /// <summary>Prepares the batches.</summary>
    /// <param name="corpus">The documents; not to be changed while in use.</param>
    /// <param name="contextLength">The most tokens of a block; longer documents are cut into pieces.</param>
    /// <param name="batchSize">Blocks per optimizer step.</param>
    /// <param name="microBatchTokens">The most tokens computed at once.</param>
    /// <param name="seed">The seed of the order, or null to keep the given order.</param>
    public CorpusBatches(TokenCorpus corpus, int contextLength, int batchSize, int microBatchTokens, ulong? seed)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfZero(corpus.DocumentCount, nameof(corpus));
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (_corpus, _contextLength, _batchSize, _microBatchTokens, _seed) = (corpus, contextLength, batchSize, microBatchTokens, seed);
        _blocks = new CorpusBlocks(corpus, contextLength);
        BatchesPerEpoch = (_blocks.Count + batchSize - 1) / batchSize;
    }

    /// <inheritdoc/>
    public int BatchesPerEpoch { get; }

    /// <inheritdoc/>
    public TrainingBatch GetBatch(int step)
    {
        var (epoch, batch) = Math.DivRem(step, BatchesPerEpoch);
        int first = batch * _batchSize, count = Math.Min(_batchSize, _blocks.Count - first);
        var packer = new TokenPacker(_microBatchTokens);
        string[] sources = new string[count];
        for (int i = 0; i < count; i++)
        {
            int block = _seed is { } seed ? new Shuffle(seed, epoch, _blocks.Count)[first + i] : first + i;
            _blocks.Pack(block, packer);
            sources[i] = _blocks.Describe(block);
        }

        return new TrainingBatch(packer.Finish(), packer.SupervisedTokens, sources);
    }

    /// <inheritdoc/>
    public void AddTo(IncrementalHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        hash.AppendData(MemoryMarshal.AsBytes([_contextLength, _corpus.TokenCount, _corpus.DocumentCount]));
        hash.AppendData(MemoryMarshal.AsBytes(_corpus.Slice(0, _corpus.TokenCount)));
        for (int document = 0; document < _corpus.DocumentCount; document++)
            hash.AppendData(MemoryMarshal.AsBytes([_corpus.Start(document)]));
    }
}
