using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>What a <c>post_processor</c> can be, by its "type".</summary>
internal static class PostProcessorKinds
{
    private static readonly Dictionary<string, Func<DataValue, PostProcessor>> Kinds = new(StringComparer.Ordinal)
    {
        ["Sequence"] = SequencePostProcessor.Read,
        ["ByteLevel"] = ByteLevelPostProcessor.Read,
        ["TemplateProcessing"] = TemplateProcessing.Read,
        ["BertProcessing"] = BertProcessing.Read,
        ["RobertaProcessing"] = RobertaProcessing.Read,
    };

    public static PostProcessor Read(DataValue value) => ComponentKinds.Read(value, "post-processor", Kinds);
}
