using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;
using Attune.Text.Tokenizers;

namespace Attune.Inspection;

/// <summary>What a check found at a row.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>suggestion</c>.</param>
/// <param name="Code">The diagnostic's id.</param>
/// <param name="Text">Fact and remedy.</param>
public sealed record RowRemark(string Severity, string Code, string Text)
{
    /// <summary>A finding of the row checks.</summary>
    public static RowRemark Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new RowRemark(finding.Severity.ToString().ToLowerInvariant(), finding.Code, $"{finding.Fact} {finding.Remedy}");
    }
}

/// <summary>A row as <see cref="InspectionPage"/> shows it: its tokens, or why it has none.</summary>
public sealed record InspectedRow
{
    /// <summary>The row's place, such as <c>data.jsonl(7)</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the row is held out for evaluation.</summary>
    public bool HeldOut { get; init; }

    /// <summary>The rendered conversation, or null where the row could not be rendered.</summary>
    public RenderedConversation? Conversation { get; init; }

    /// <summary>Its tokens, or null where there are none.</summary>
    public TokenizedText? Tokens { get; init; }

    /// <summary>For each token whether it is a target of the loss.</summary>
    public IReadOnlyList<bool> LossMask { get; init; } = [];

    /// <summary>How much each token counts in the loss, or null where every target counts 1.</summary>
    public IReadOnlyList<float>? LossWeights { get; init; }

    /// <summary>The number of tokens that inference starts from, or -1 where they are not the first tokens of the row.</summary>
    public int PromptLength { get; init; } = -1;

    /// <summary>What checks found.</summary>
    public IReadOnlyList<RowRemark> Remarks { get; init; } = [];

    /// <summary>An encoded row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="remarks">What checks found at it.</param>
    public static InspectedRow Of(EncodedRow row, IEnumerable<RowRemark> remarks)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new InspectedRow
        {
            Source = row.Source,
            HeldOut = row.Part == DatasetPart.Test,
            Conversation = row.Conversation,
            Tokens = row.Tokens,
            LossMask = row.LossMask,
            PromptLength = row.Tokens.Ids.AsSpan().StartsWith(row.PromptTokens) ? row.PromptTokens.Length : -1,
            Remarks = [.. remarks],
        };
    }

    /// <summary>A row that could not be read, rendered or encoded.</summary>
    /// <param name="source">Its place.</param>
    /// <param name="error">Why.</param>
    public static InspectedRow Failed(string source, AttuneException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new InspectedRow { Source = source, Remarks = [new RowRemark("error", error.Code, error.Message)] };
    }
}
