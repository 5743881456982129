using Attune.Artifacts;
using Attune.Definitions;
using Attune.Models;
using Attune.Text.Datasets.Checks;

namespace Attune.Preparation;

/// <summary>A row in both forms: as the user's type and as tokens.</summary>
internal sealed record PreparedRow<TRow>(TRow Row, EncodedRow Encoded);

/// <summary>A recipe with its base model opened, its rows read, rendered, encoded and checked.</summary>
internal sealed record PreparedRecipe<TRow>
{
    public required RecipeDefinition<TRow> Recipe { get; init; }

    public required BaseModel Base { get; init; }

    public required RowEncoder Encoder { get; init; }

    public required IReadOnlyList<PreparedRow<TRow>> Train { get; init; }

    public required IReadOnlyList<PreparedRow<TRow>> Test { get; init; }

    public required int ContextLength { get; init; }

    /// <summary>Problems whose ids the user wants as warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required ArtifactInputs Inputs { get; init; }
}
