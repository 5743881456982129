using Attune.Tensors;
using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>Fills the rows of new tokens, of the embedding and of a head of its own. A tied head stays tied.</summary>
internal sealed class NewRows
{
    private readonly Tokenizer _before;
    private readonly IReadOnlyList<AddedToken> _tokens;
    private readonly IReadOnlyList<int[]?> _texts;

    /// <param name="before">The tokenizer without the new tokens.</param>
    /// <param name="tokens">The new tokens, whose ids follow its largest.</param>
    /// <exception cref="AttuneException">ATT4176: a text has no tokens.</exception>
    public NewRows(Tokenizer before, IReadOnlyList<AddedToken> tokens)
    {
        (_before, _tokens) = (before, tokens);
        _texts = [.. tokens.Select(token => token.Initialization == RowInitialization.MeanOfText ? TokensOf(token) : null)];
    }

    /// <param name="model">The model, its matrices already large enough.</param>
    public void Fill(ICausalLanguageModel model)
    {
        Fill(model.Embedding.Weight, model.Configuration.InitializerRange);
        if (model.HeadLayer is { } head)
            Fill(head.Weight, model.Configuration.InitializerRange);
    }

    private void Fill(Parameter matrix, double standardDeviation)
    {
        // Rows between the tokenizer's last token and the matrix's end belong to no token and would bias the mean.
        var (count, width) = (_before.VocabularySize, matrix.Shape[1]);
        float[]? meanOfAll = null;
        var rows = new float[_tokens.Count * width];
        for (var i = 0; i < _tokens.Count; i++)
        {
            var row = _tokens[i].Initialization switch
            {
                RowInitialization.Normal => Normal(matrix.Name, _tokens[i], width, standardDeviation),
                RowInitialization.MeanOfText => Mean(matrix.Value, _texts[i]!),
                _ => meanOfAll ??= Mean(matrix.Value, [.. Enumerable.Range(0, count)]),
            };
            row.CopyTo(rows, i * width);
        }

        var backend = matrix.Value.Backend;
        matrix.Value.WriteRows(Tensor.From(backend, new Shape(_tokens.Count, width), rows), [.. Enumerable.Range(count, _tokens.Count)]);
    }

    /// <summary>The sum is taken in double precision, in the order of the rows.</summary>
    private static float[] Mean(Tensor matrix, int[] ids)
    {
        var width = matrix.Shape[1];
        var numbers = matrix.DType == DType.Float32 ? matrix.AsReadOnlySpan() : matrix.ToArray();
        var sum = new double[width];
        foreach (var id in ids)
        {
            var row = numbers.Slice(id * width, width);
            for (var i = 0; i < width; i++)
                sum[i] += row[i];
        }

        return Array.ConvertAll(sum, total => (float)(total / ids.Length));
    }

    private static float[] Normal(string matrix, AddedToken token, int width, double standardDeviation)
    {
        var random = new CounterRandom(token.Seed, matrix + " " + token.Token.Content);
        var row = new float[width];
        for (var i = 0; i < width; i++)
            row[i] = (float)(standardDeviation * random.Normal((ulong)i));
        return row;
    }

    private int[] TokensOf(AddedToken token)
    {
        var ids = _before.Encode(token.From ?? "", parseSpecialTokens: false).Ids;
        return ids.Length > 0
            ? ids
            : throw new AttuneException(
                "ATT4176", $"The text '{token.From}' that the row of {token.Token.Content} is to start from has no tokens.",
                "Write a few words that say what the token means.");
    }
}
