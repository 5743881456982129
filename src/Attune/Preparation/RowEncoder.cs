using Attune.Definitions;
using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using Attune.Text.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Preparation;

/// <summary>The one path from messages to tokens; training, evaluation, inspection and questions all take it.</summary>
internal sealed class RowEncoder(
    ChatTemplate template, Tokenizer tokenizer, IReadOnlySet<int> stopTokenIds, bool contentMaySpellSpecialTokens)
{
    public IReadOnlySet<int> StopTokenIds { get; } = stopTokenIds;

    public Tokenizer Tokenizer { get; } = tokenizer;

    public string TemplateSource => template.Source;

    public string TemplateHash => template.Hash;

    public EncodedRow Encode<TRow>(RecipeDefinition<TRow> recipe, LoadedRow<TRow> row)
    {
        var conversation = AtRow(row.Data, () => template.Render(recipe.Conversation(row.Row)));
        var tokens = Tokenizer.Encode(conversation.Text, contentMaySpellSpecialTokens);
        return new EncodedRow
        {
            File = row.Data.File,
            Line = row.Data.Line,
            Part = row.Part,
            Conversation = conversation,
            Tokens = tokens,
            LossMask = LossMask.ForAssistant(conversation, tokens, Tokenizer, StopTokenIds),
            PromptTokens = AtRow(row.Data, () => EncodePrompt(recipe.Question(row.Row))),
        };
    }

    /// <summary>The tokens that an answer to a question starts from.</summary>
    /// <exception cref="AttuneException">ATT4002: the template fails on the question, or refuses it.</exception>
    public int[] EncodePrompt(IReadOnlyList<Message> messages)
    {
        try
        {
            return EncodePrompt(new Conversation(messages));
        }
        catch (TemplateRenderException refusal)
        {
            throw refusal.ToAttuneException(null);
        }
    }

    /// <summary>The tokens that inference starts from.</summary>
    public int[] EncodePrompt(Conversation conversation) =>
        Tokenizer.Encode(template.Render(conversation, addGenerationPrompt: true).Text, contentMaySpellSpecialTokens).Ids;

    /// <summary>What a template says of a row has the row's place.</summary>
    private static T AtRow<T>(DatasetRow row, Func<T> render)
    {
        try
        {
            return render();
        }
        catch (AttuneException mistake) when (mistake.File is null)
        {
            throw new AttuneException(mistake.Code, mistake.Fact, mistake.Remedy, row.File, row.Line, row.Value.Column, mistake);
        }
        catch (TemplateRenderException refusal)
        {
            throw RefusedRow.Error(row, refusal);
        }
    }
}
