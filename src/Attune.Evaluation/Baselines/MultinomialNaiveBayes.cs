namespace Attune.Evaluation;

/// <summary>
/// A bag-of-words classifier: the least that a tuned model must beat. Words are runs of letters, digits and underscores in
/// lower case; the likelihood of a word is smoothed by Laplace's rule (McCallum and Nigam 1998, "A Comparison of Event
/// Models for Naive Bayes Text Classification"; the defaults of scikit-learn's CountVectorizer with one-letter words and MultinomialNB).
/// </summary>
public sealed class MultinomialNaiveBayes
{
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [];
    private readonly double[] _logPrior; // [labels]
    private readonly double[] _logLikelihood; // [vocabulary, labels]

    /// <summary>Learns from texts and their labels.</summary>
    /// <param name="rows">At least one; gone through twice, so that they need not be in memory.</param>
    /// <param name="smoothing">Added to every count; 1 by default.</param>
    public MultinomialNaiveBayes(IEnumerable<(string Text, string Label)> rows, double smoothing = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smoothing);
        var labelIndex = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, label) in rows)
        {
            if (labelIndex.TryAdd(label, _labels.Count))
                _labels.Add(label);
            foreach (var word in Words(text))
                _vocabulary.TryAdd(word, _vocabulary.Count);
        }

        ArgumentOutOfRangeException.ThrowIfZero(_labels.Count, nameof(rows));
        var labels = _labels.Count;
        var counts = new double[_vocabulary.Count * labels];
        var totals = new double[labels];
        var rowsOf = new double[labels];
        foreach (var (text, label) in rows)
        {
            var index = labelIndex[label];
            rowsOf[index]++;
            foreach (var word in Words(text))
            {
                counts[_vocabulary[word] * labels + index]++;
                totals[index]++;
            }
        }

        _logPrior = Array.ConvertAll(rowsOf, count => Math.Log(count / rowsOf.Sum()));
        _logLikelihood = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
            _logLikelihood[i] = Math.Log((counts[i] + smoothing) / (totals[i % labels] + smoothing * _vocabulary.Count));
    }

    /// <summary>The labels seen, in order of first appearance.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>The likeliest label; words never seen say nothing. Of equal labels the first seen wins.</summary>
    public string Predict(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scores = (double[])_logPrior.Clone();
        foreach (var word in Words(text))
        {
            if (!_vocabulary.TryGetValue(word, out var index))
                continue;
            for (var label = 0; label < scores.Length; label++)
                scores[label] += _logLikelihood[index * scores.Length + label];
        }

        return _labels[Array.IndexOf(scores, scores.Max())];
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (isWord && start < 0)
                start = i;
            if (!isWord && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }
}
