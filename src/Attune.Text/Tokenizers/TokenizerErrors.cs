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
    public const string CannotTruncate = "ATT4026";
    public const string BadSentencePiece = "ATT4027";
    public const string BadRanks = "ATT4028";
    public const string UnknownSplit = "ATT4029";
    public const string BadGguf = "ATT4030";
    public const string BadMerges = "ATT4031";
    public const string NoSpecialToken = "ATT4032";
    public const string PatternTooSlow = "ATT4033";
    public const string NoUnknownToken = "ATT4037";
    public const string VocabularyTooSmall = "ATT4038";
    public const string TextGrows = "ATT4039";
    public const string NoGgufForm = "ATT4128";
    public const string TokenIsKnown = "ATT4170";
    public const string TokenIsUnusable = "ATT4171";

    public static AttuneException Bad(DataValue value, string fact) => new(
        Inconsistent, fact, "The file is damaged or edited; take it anew from where the model came from.",
        value.File, value.Line, value.Column);

    /// <summary>A tokenizer that GGUF files have no form for.</summary>
    public static AttuneException NotInGguf(string fact) => new(
        NoGgufForm, $"GGUF files cannot hold this tokenizer: {fact}", "Use the model as a Hugging Face folder, or tune one with another tokenizer.");

    /// <summary>Tells the mistakes that reading data can find as ones of a file that the user did not write.</summary>
    public static T Translated<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (AttuneException e) when (e.Code.StartsWith("ATT3", StringComparison.Ordinal))
        {
            throw new AttuneException(
                Malformed, e.Fact, "The file is not a tokenizer's, or damaged; take it anew from where the model came from.",
                e.File, e.Line, e.Column, e);
        }
    }
}
