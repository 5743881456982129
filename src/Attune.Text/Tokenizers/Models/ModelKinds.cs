using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>What a <c>model</c> can be, by its "type".</summary>
internal static class ModelKinds
{
    private static readonly Dictionary<string, Func<DataValue, TokenizerModel>> Kinds = new(StringComparer.Ordinal)
    {
        ["BPE"] = BpeModelReader.Read,
        ["WordPiece"] = WordPieceModel.Read,
        ["WordLevel"] = WordLevelModel.Read,
        ["Unigram"] = UnigramModel.Read,
    };

    public static TokenizerModel Read(DataValue value) =>
        value.Optional("type") is null && TypeOfOldFile(value) is { } type ? Kinds[type](value) : ComponentKinds.Read(value, "model", Kinds);

    /// <summary>Files of early releases leave out the type, which then shows in the fields.</summary>
    private static string? TypeOfOldFile(DataValue value)
    {
        if (value["merges"] is not null)
            return "BPE";
        if (value["continuing_subword_prefix"] is not null)
            return "WordPiece";
        if (value["vocab"] is not { } vocabulary)
            return null;
        return vocabulary.Kind == DataKind.Array ? "Unigram" : "WordLevel";
    }
}
