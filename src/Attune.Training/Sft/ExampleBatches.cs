using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Attune.Models;

namespace Attune.Training;

/// <summary>Examples in batches of a fixed number, in another order in each epoch, packed without padding.</summary>
public sealed class ExampleBatches : IBatchSource
{
    private readonly IReadOnlyList<TrainingExample> _examples;
    private readonly int _batchSize;
    private readonly int _microBatchTokens;
    private readonly ulong? _seed;
    private readonly bool _sharePrefixes;

    /// <summary>Prepares the batches.</summary>
    /// <param name="examples">The rows; not copied, and not to be changed while in use.</param>
    /// <param name="batchSize">Rows per optimizer step.</param>
    /// <param name="microBatchTokens">The most tokens computed at once; a longer row is computed alone.</param>
    /// <param name="seed">The seed of the order, or null to keep the given order.</param>
    /// <param name="sharePrefixes">
    /// Whether what rows of a batch begin with alike is computed once, with the same gradients but for rounding; for models
    /// whose <see cref="ICausalLanguageModel.CanSharePrefixes"/> says so. Micro-batches then hold fewer tokens than the rows.
    /// </param>
    public ExampleBatches(
        IReadOnlyList<TrainingExample> examples, int batchSize, int microBatchTokens, ulong? seed, bool sharePrefixes = false)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (_examples, _batchSize, _microBatchTokens, _seed) = (examples, batchSize, microBatchTokens, seed);
        _sharePrefixes = sharePrefixes;
        BatchesPerEpoch = (examples.Count + batchSize - 1) / batchSize;
    }

    /// <inheritdoc/>
    public int BatchesPerEpoch { get; }

    /// <inheritdoc/>
    public TrainingBatch GetBatch(int step)
    {
        var (epoch, batch) = Math.DivRem(step, BatchesPerEpoch);
        int first = batch * _batchSize, count = Math.Min(_batchSize, _examples.Count - first);
        var rows = new TrainingExample[count];
        for (int i = 0; i < count; i++)
        {
            int place = first + i;
            rows[i] = _examples[_seed is { } seed ? new Shuffle(seed, epoch, _examples.Count)[place] : place];
        }

        return new TrainingBatch(Pack(rows), rows.Sum(row => row.SupervisedTokens), [.. rows.Select(row => row.Source)])
        {
            RowTokens = rows.Sum(row => row.TokenIds.Length),
        };
    }

    private List<MicroBatch> Pack(TrainingExample[] rows)
    {
        if (!_sharePrefixes)
        {
            var packer = new TokenPacker(_microBatchTokens);
            foreach (var row in rows)
                packer.AddMasked(row.TokenIds, row.LossMask);
            return packer.Finish();
        }

        var sharing = new SharedPrefixPacker(_microBatchTokens);
        foreach (var row in rows)
            sharing.Add(row.TokenIds, row.LossMask);
        return sharing.Finish();
    }

    /// <inheritdoc/>
    public void AddTo(IncrementalHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (_sharePrefixes)
            hash.AppendData("shared beginnings"u8);
        foreach (var example in _examples)
        {
            hash.AppendData(MemoryMarshal.AsBytes([example.TokenIds.Length]));
            hash.AppendData(MemoryMarshal.AsBytes(example.TokenIds.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(example.LossMask.AsSpan()));
        }
    }

    /// <summary>Looks at every row before anything is computed.</summary>
    /// <exception cref="AttuneException">ATT4201: nothing to learn from. ATT4202: a token the model does not have, or too many of them.</exception>
    internal static void Check(IReadOnlyList<TrainingExample> examples, ModelConfiguration model)
    {
        foreach (var example in examples)
        {
            if (example.TokenIds.Length != example.LossMask.Length)
                throw new ArgumentException($"{example.Source}: {example.TokenIds.Length} tokens but {example.LossMask.Length} mask values.");
            if (example.SupervisedTokens == 0)
            {
                throw new AttuneException(
                    "ATT4201", "The row has no token to learn from.", "Give it an answer, or leave the row out.", example.Source);
            }

            TokenCheck.Run(example.TokenIds, model, example.Source);
        }
    }
}
