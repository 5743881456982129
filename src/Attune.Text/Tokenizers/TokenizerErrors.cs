using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>The codes of mistakes in tokenizer files.</summary>
internal static class TokenizerErrors
{
    public const string Missing = "ATT4020";
    public const string Malformed = "ATT4021";
    public const string UnsupportedType = "ATT4022";
    public const string UnsupportedPattern = "ATT4023";
    public const string Inconsistent = "ATT4024";
    public const string CannotSave = "ATT4025";
    public const string NoUnknownToken = "ATT4037";

    public static AttuneException Bad(DataValue value, string fact) => new(
        Inconsistent, fact, "The file is damaged or edited; take it anew from where the model came from.",
        value.File, value.Line, value.Column);
}
