using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>What a <c>model</c> can be, by its "type".</summary>
internal static class ModelKinds
{
    private static readonly Dictionary<string, Func<DataValue, TokenizerModel>> Kinds = new(StringComparer.Ordinal)
    {
        ["BPE"] = BpeModelReader.Read,
    };

    public static TokenizerModel Read(DataValue value)
    {
        // Files older than 2020 leave out the type of the only model there was with merges.
        return value.Optional("type") is null && value["merges"] is not null
            ? BpeModelReader.Read(value)
            : ComponentKinds.Read(value, "model", Kinds);
    }
}
