using Attune.Definitions;
using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using Attune.Text.Tokenizers;

namespace Attune.Preparation;

/// <summary>The one path from messages to tokens; training, evaluation, inspection and questions all take it.</summary>
internal sealed class RowEncoder(
    ChatTemplate template, Tokenizer tokenizer, IReadOnlySet<int> stopTokenIds, bool contentMaySpellSpecialTokens)
{
    public IReadOnlySet<int> StopTokenIds { get; } = stopTokenIds;

    public Tokenizer Tokenizer { get; } = tokenizer;

    public string TemplateHash => template.Hash;

    public EncodedRow Encode<TRow>(RecipeDefinition<TRow> recipe, LoadedRow<TRow> row)
    {
        var variables = recipe.Dataset.Variables(row.Row);
        var answer = recipe.Dataset.Completion(row.Row);
        var conversation = template.Render(recipe.Prompt.Messages(variables, answer));
        var tokens = Tokenizer.Encode(conversation.Text, contentMaySpellSpecialTokens);
        return new EncodedRow
        {
            File = row.Data.File,
            Line = row.Data.Line,
            Part = row.Part,
            Conversation = conversation,
            Tokens = tokens,
            LossMask = LossMask.ForAssistant(conversation, tokens, Tokenizer, StopTokenIds),
            PromptTokens = EncodePrompt(recipe.Prompt.Messages(variables)),
        };
    }

    /// <summary>The tokens that inference starts from.</summary>
    public int[] EncodePrompt(IReadOnlyList<Message> messages) =>
        Tokenizer.Encode(template.Render(messages, addGenerationPrompt: true).Text, contentMaySpellSpecialTokens).Ids;
}
