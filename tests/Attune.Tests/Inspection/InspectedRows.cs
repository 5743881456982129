using Attune.Inspection;
using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using Attune.Text.Tokenizers;

namespace Attune.Tests.Inspection;

/// <summary>Rows of the base model that ships with Attune, as its template and tokenizer make them.</summary>
internal static class InspectedRows
{
    /// <summary>Everything that may break a page: ends of elements, comments, line ends of JavaScript, a turned direction.</summary>
    public const string Hostile = "</script><script>window.broken = 1</script><!-- <img src=x onerror=window.broken=2> \u2028\u2029 \u202Eevil \u200B\u0007 & \"'`";

    private static readonly string Base = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");
    private static readonly ChatTemplate Template = ChatTemplate.Parse(File.ReadAllText(Path.Combine(Base, "chat_template.jinja")));

    public static Tokenizer Tokenizer { get; } = Tokenizer.Load(Base);

    public static InspectedRow Row(int number, string question, string answer, params RowRemark[] remarks)
    {
        Message[] asked = [new("system", "Be brief."), new("user", question)];
        var conversation = Template.Render([.. asked, new Message("assistant", answer)]);
        var tokens = Tokenizer.Encode(conversation.Text);
        var stop = Tokenizer.TokenToId("<|im_end|>")!.Value;
        return InspectedRow.Of(
            new EncodedRow
            {
                File = "data/rows.jsonl",
                Line = number,
                Part = number % 5 == 0 ? DatasetPart.Test : DatasetPart.Train,
                Conversation = conversation,
                Tokens = tokens,
                LossMask = LossMask.ForAssistant(conversation, tokens, Tokenizer, new HashSet<int> { stop }),
                PromptTokens = Tokenizer.Encode(Template.Render(asked, addGenerationPrompt: true).Text).Ids,
            },
            remarks);
    }

    public static string Page(IEnumerable<InspectedRow> rows, string path)
    {
        InspectionPage.Write(path, "Rows & <more>", [("tokenizer", "attune/tiny")], rows, Tokenizer);
        return path;
    }
}
