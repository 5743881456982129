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

    /// <summary>Warnings and suggestions, and the figures of the rows as they stand in the files.</summary>
    public required DatasetCheckReport Checks { get; init; }

    public required ArtifactInputs Inputs { get; init; }
}
