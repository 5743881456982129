using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>One family of encoders: how its configuration is read and written, and how its parts are built.</summary>
internal sealed record EncoderFamily
{
    /// <summary>The family's <c>model_type</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>What class names begin with: <c>Bert</c> in <c>BertForMaskedLM</c>.</summary>
    public required string ClassPrefix { get; init; }

    /// <summary>What names of the encoder's weights begin with where there is a head: <c>bert</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>Reads the family's keys; the second argument is the architecture's name. It asks for every key it knows.</summary>
    public required Func<ConfigurationReader, string, EncoderConfiguration> Read { get; init; }

    /// <summary>Writes the family's keys.</summary>
    public required Func<EncoderConfiguration, JsonObject> Write { get; init; }

    /// <summary>Lays the encoder out.</summary>
    public required Func<EncoderConfiguration, WeightSource, IEncoderBody> Build { get; init; }

    /// <summary>Lays a classifier of texts out.</summary>
    public required EncoderHeadFactory SequenceHead { get; init; }

    /// <summary>Lays a classifier of tokens out.</summary>
    public required EncoderHeadFactory TokenHead { get; init; }

    /// <summary>Lays the head of a masked language model out.</summary>
    public required EncoderHeadFactory MaskedHead { get; init; }

    /// <summary>Whether the model without a head has a pooler.</summary>
    public bool HasPooler { get; init; }

    /// <summary>Names that weight files may hold without need: copies of tied weights, heads of pretraining.</summary>
    public IReadOnlyList<string> Surplus { get; init; } = [];

    /// <summary>What lays out the head of a task, or null.</summary>
    public EncoderHeadFactory? HeadOf(EncoderTask task) => task switch
    {
        EncoderTask.SequenceClassification => SequenceHead,
        EncoderTask.TokenClassification => TokenHead,
        EncoderTask.MaskedLanguageModel => MaskedHead,
        _ => null,
    };
}

/// <summary>Lays a head out.</summary>
/// <param name="configuration">The model.</param>
/// <param name="source">The root of names.</param>
/// <param name="body">The encoder.</param>
internal delegate IEncoderHead EncoderHeadFactory(EncoderConfiguration configuration, WeightSource source, IEncoderBody body);
