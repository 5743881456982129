using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>Reads a BPE model from its object in <c>tokenizer.json</c>.</summary>
internal static class BpeModelReader
{
    public static BpeModel Read(DataValue value)
    {
        var options = BpeOptions.Read(value);
        var vocabulary = Vocabulary.Read(value.Required("vocab"));
        var merges = new List<(int, int, int)>();
        foreach (var merge in value.Required("merges").Items)
            merges.Add(ReadMerge(merge, vocabulary, options));
        return new BpeModel(vocabulary, merges, options);
    }

    /// <summary>A pair as two strings, or as older files write it: one string with a space between.</summary>
    private static (int Left, int Right, int Merged) ReadMerge(DataValue merge, Vocabulary vocabulary, BpeOptions options)
    {
        string left, right;
        if (merge.Kind == DataKind.Array && merge.Items is [var first, var second])
        {
            (left, right) = (first.AsString(), second.AsString());
        }
        else
        {
            var parts = merge.AsString().Split(' ');
            if (parts.Length != 2)
                throw TokenizerErrors.Bad(merge, $"The merge {DataErrors.Show(merge.AsString())} is not two tokens with one space between.");
            (left, right) = (parts[0], parts[1]);
        }

        return Resolve(left, right, vocabulary, options, token => TokenizerErrors.Bad(
            merge, $"The merge of {DataErrors.Show(left)} and {DataErrors.Show(right)} needs the token {DataErrors.Show(token)}, which the vocabulary does not have."));
    }

    /// <summary>The ids of a merge; a continuing prefix stands once in the merged token.</summary>
    public static (int Left, int Right, int Merged) Resolve(
        string left, string right, Vocabulary vocabulary, BpeOptions options, Func<string, Exception> missing)
    {
        var prefix = options.ContinuingPrefix;
        var tail = prefix is not null && right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right;
        return (Id(left), Id(right), Id(left + tail));

        int Id(string token) => vocabulary.TryGetId(token, out var id) ? id : throw missing(token);
    }
}
