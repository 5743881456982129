namespace Attune.Text.Datasets.Checks;

/// <summary>Counts the figures of a dataset row by row.</summary>
internal sealed class StatisticsCount(DatasetCheckOptions options)
{
    private readonly LengthCounts _prompt = new(), _answer = new(), _whole = new();
    private long _tokens, _supervised;
    private int _train, _test, _tooLong, _stopped, _mismatched;

    public void Add(CheckedRow row)
    {
        _train += row.Part == DatasetPart.Train ? 1 : 0;
        _test += row.Part == DatasetPart.Test ? 1 : 0;
        if (row.Encoded is not { } encoded)
            return;
        var ids = encoded.Tokens.Ids;
        _prompt.Add(encoded.PromptTokens.Length);
        _answer.Add(Math.Max(0, ids.Length - encoded.PromptTokens.Length));
        _whole.Add(ids.Length);
        _tokens += ids.Length;
        _supervised += encoded.LossMask.AsSpan().Count(true);
        _tooLong += ids.Length > options.ContextLength ? 1 : 0;
        _stopped += encoded.LastTarget is { } last && options.StopTokenIds.Contains(last) ? 1 : 0;
        _mismatched += ids.AsSpan().StartsWith(encoded.PromptTokens) ? 0 : 1;
    }

    public DatasetStatistics End() => new()
    {
        TrainRows = _train,
        TestRows = _test,
        Prompt = _prompt.End(),
        Answer = _answer.End(),
        Whole = _whole.End(),
        Tokens = _tokens,
        SupervisedTokens = _supervised,
        TooLongRows = _tooLong,
        StoppedRows = _stopped,
        MismatchedRows = _mismatched,
    };

    /// <summary>How often each length came.</summary>
    private sealed class LengthCounts
    {
        private readonly SortedDictionary<int, int> _times = [];
        private int _all;

        public void Add(int length)
        {
            _times[length] = _times.GetValueOrDefault(length) + 1;
            _all++;
        }

        public TokenLengths End() => _all == 0 ? default : new TokenLengths(At(0.5), At(0.95), _times.Keys.Last());

        /// <summary>The length at a rank (nearest rank).</summary>
        private int At(double share)
        {
            var before = Math.Max(0, (int)Math.Ceiling(share * _all) - 1);
            foreach (var (length, times) in _times)
            {
                if (before < times)
                    return length;
                before -= times;
            }

            return 0;
        }
    }
}
