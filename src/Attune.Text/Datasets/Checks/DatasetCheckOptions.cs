using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Tokenizers;

namespace Attune.Text.Datasets.Checks;

/// <summary>What the rules must know besides the rows. Without a tokenizer, rules over tokens say nothing.</summary>
public sealed record DatasetCheckOptions
{
    /// <summary>The tokenizer of the rows' tokens.</summary>
    public Tokenizer? Tokenizer { get; init; }

    /// <summary>The longest row the model can take, in tokens.</summary>
    /// <value>No limit by default.</value>
    public int ContextLength { get; init; } = int.MaxValue;

    /// <summary>How many rows may be longer and be cut, each named; one more, and all of them are errors.</summary>
    /// <value>0 by default.</value>
    public int MaxTruncatedRows { get; init; }

    /// <summary>The tokens that end an answer.</summary>
    public IReadOnlySet<int> StopTokenIds { get; init; } = new HashSet<int>();

    /// <summary>The token that begins every text, if the model has one.</summary>
    public int? BeginTokenId { get; init; }

    /// <summary>Whether the tokenizer itself would put <see cref="BeginTokenId"/> before a text, so that the model never saw one without.</summary>
    public bool BeginTokenIsRequired { get; init; }

    /// <summary>Whether content that spells a special token is that token, as in other tools.</summary>
    /// <value>False by default: it stays text.</value>
    public bool ContentMaySpellSpecialTokens { get; init; }

    /// <summary>The labels that an answer may be.</summary>
    /// <value>Empty by default: any text.</value>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Where the rows are kept while they are compared, in a file of about their size; the folder exists.</summary>
    /// <value>The system's folder of temporary files, by default.</value>
    public string? WorkFolder { get; init; }

    /// <summary>Severities other than the rules' own.</summary>
    public SeverityTable Severities { get; init; } = SeverityTable.Defaults;

    /// <summary>These options with the token that begins every text.</summary>
    /// <param name="text">What the tokenizer's files call <c>bos_token</c>; null where they name none.</param>
    public DatasetCheckOptions WithBeginToken(string? text)
    {
        if (Tokenizer is null || text is null || Tokenizer.TokenToId(text) is not { } id)
            return this;
        return this with { BeginTokenId = id, BeginTokenIsRequired = Tokenizer.Encode("a", addSpecialTokens: true).Ids is [var first, _, ..] && first == id };
    }

    /// <summary>A token as messages show it.</summary>
    internal string Show(int id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DataErrors.Show(Tokenizer?.Decode([id], skipSpecialTokens: false) ?? "")} ({id})");
}
