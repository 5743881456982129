using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Models;
using Attune.Text.Datasets.Checks;
using Attune.Training;

namespace Attune.Preparation;

/// <summary>A row in both forms: as the user's type and as tokens.</summary>
internal sealed record PreparedRow<TRow>(TRow Row, EncodedRow Encoded);

/// <summary>A recipe with its base model opened, its rows read, rendered, encoded and checked. Disposing of it deletes the file of tokens.</summary>
internal sealed record PreparedRecipe<TRow> : IDisposable
{
    public required RecipeDefinition<TRow> Recipe { get; init; }

    public required BaseModel Base { get; init; }

    public required RowEncoder Encoder { get; init; }

    /// <summary>The rows as they stand in the files.</summary>
    public required LoadedDataset<TRow> Rows { get; init; }

    /// <summary>The tokens to learn from, on the disk.</summary>
    public required ExampleFile Train { get; init; }

    /// <summary>The held-out rows; empty where the recipe was not prepared for evaluation.</summary>
    public required IReadOnlyList<PreparedRow<TRow>> Test { get; init; }

    /// <summary>What counting words reaches, where the answers are labels and the recipe was prepared for evaluation.</summary>
    public LabelBaseline? Baseline { get; init; }

    public required int ContextLength { get; init; }

    /// <summary>The tokens whose rows are trained beside an adapter.</summary>
    public required IReadOnlyList<int> TrainedTokens { get; init; }

    /// <summary>Warnings and suggestions, and the figures of the rows as they stand in the files.</summary>
    public required DatasetCheckReport Checks { get; init; }

    public required ArtifactInputs Inputs { get; init; }

    /// <summary>Encodes rows as they were for training.</summary>
    public IEnumerable<EncodedRow> Encode(IEnumerable<LoadedRow<TRow>> rows) => rows.Select(row => Encoder.Encode(Recipe, row).CutTo(ContextLength));

    public void Dispose() => Train.Dispose();
}
