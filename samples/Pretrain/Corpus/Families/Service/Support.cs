using System.Text;
using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Service;

/// <summary>Support: questions and answers as chats, as FAQ pages, as lists of messages under a heading.</summary>
internal static class Support
{
    private static readonly string[] s_systems =
    [
        "You are a support agent.", "You answer customers of {merchant}.", "You are a helpful assistant of {merchant}.", "Answer briefly and politely.", "Help the customer.", "You work in customer care at {merchant}.", "Answer the question of the customer.", "",
    ];

    private static readonly string[] s_openings = ["", "", "", "Thank you for your message. ", "I am happy to help. ", "Hello {first}, ", "Thanks for getting in touch. ", "I understand. ", "Sure. ", "Let me explain. "];

    private static readonly string[] s_endings = ["", "", "", " Is there anything else I can do for you?", " Please write again if it does not work.", " Have a nice day!", " You can also call {phoneNumber}.", " Your case number is {reference}."];

    private static readonly string[] s_thanks = ["Thanks!", "Thank you very much.", "Great, thank you.", "ok thanks", "Perfect, that helps.", "Thanks, {first}."];

    private static readonly string[] s_welcome = ["You're welcome!", "My pleasure.", "Glad I could help.", "Any time. Have a good day!", "You are welcome. Goodbye!"];

    public static CorpusDocument Chat(Page page)
    {
        var turns = new List<(string, string)> { ("system", page.Fill(s_systems)) };
        int count = page.Draw.Chance(0.7) ? 1 : 2;
        foreach (Intent intent in count == 1 ? [Messages.Any(page.Draw)] : Messages.Related(page.Draw, count))
        {
            turns.Add(("user", Messages.Message(page, intent)));
            turns.Add(("assistant", Opening(page) + Messages.Answer(page, intent) + page.Fill(s_endings)));
        }

        if (page.Draw.Chance(0.25))
        {
            turns.Add(("user", page.Fill(s_thanks)));
            turns.Add(("assistant", page.Fill(s_welcome)));
        }

        return Documents.Chat(turns);
    }

    public static CorpusDocument Faq(Page page)
    {
        var text = new StringBuilder(page.Fill(page.Draw.Pick(["Frequently asked questions\n\n", "# FAQ of {merchant}\n\n", "Questions and answers\n\n", "Help pages of {merchant}\n\n"])));
        bool marked = page.Draw.Chance(0.5);
        foreach (Intent intent in Messages.Related(page.Draw, page.Draw.Between(2, 4)))
        {
            string question = Messages.Clean(page, intent, chatty: false);
            text.Append(marked ? "Q: " : "").Append(question).Append('\n').Append(marked ? "A: " : "").Append(Messages.Answer(page, intent)).Append("\n\n");
        }

        return Documents.Plain(text.ToString().TrimEnd());
    }

    /// <summary>Messages under the label they share, or each with its label in front or behind.</summary>
    public static CorpusDocument Grouped(Page page)
    {
        var text = new StringBuilder();
        var intents = Messages.Related(page.Draw, page.Draw.Between(2, 5));
        int form = page.Draw.Below(4);
        foreach (Intent intent in intents)
        {
            if (form == 0)
                text.Append("## ").Append(intent.Words).Append('\n');
            int count = form == 0 ? page.Draw.Between(2, 4) : page.Draw.Between(1, 2);
            for (int i = 0; i < count; i++)
            {
                string message = Messages.Message(page, intent);
                text.Append(form switch { 0 => "- " + message, 1 => $"{intent.Label}: {message}", 2 => $"{message} -> {intent.Label}", _ => $"\"{message.Replace("\"", "\"\"")}\",{intent.Label}" }).Append('\n');
            }
        }

        return Documents.Plain(text.ToString().TrimEnd());
    }

    private static string Opening(Page page) => page.Fill(s_openings);
}
