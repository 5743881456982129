using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>
/// <c>TemplateProcessing</c>: special tokens around a text as a template says. Pairs of texts are not used here, so
/// their template is only kept and written back.
/// </summary>
internal sealed class TemplateProcessing : PostProcessor
{
    private readonly DataValue source;
    private readonly List<int> before = [];
    private readonly List<int> after = [];

    private TemplateProcessing(DataValue source) => this.source = source;

    public static TemplateProcessing Read(DataValue value)
    {
        var processing = new TemplateProcessing(value);
        var known = value.Required("special_tokens");
        var seenText = false;
        foreach (var piece in value.Required("single").Items)
        {
            if (piece.Optional("Sequence") is { } sequence)
            {
                if (seenText || sequence.Required("id").AsString() != "A")
                    throw TokenizerErrors.Bad(sequence, "The template of a single text must contain the sequence A once.");
                seenText = true;
                continue;
            }

            var name = piece.Required("SpecialToken").Required("id");
            if (known[name.AsString()] is not { } token)
                throw TokenizerErrors.Bad(name, $"The special token {DataErrors.Show(name.AsString())} is not among special_tokens.");
            (seenText ? processing.after : processing.before).AddRange(token.Required("ids").Items.Select(id => id.AsInt32()));
        }

        if (!seenText)
            throw TokenizerErrors.Bad(value, "The template of a single text must contain the sequence A once.");
        return processing;
    }

    public override TokenBuffer Process(TokenBuffer tokens, TokenTexts texts, bool addSpecialTokens) =>
        addSpecialTokens ? SpecialTokens.Surround(tokens, before, after) : tokens;

    public override void Write(Utf8JsonWriter writer) => source.WriteTo(writer);
}
