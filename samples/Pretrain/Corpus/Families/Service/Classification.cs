using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Service;

/// <summary>Chats in which the assistant writes a message's label.</summary>
internal static class Classification
{
    private static readonly string[] s_tasks =
    [
        "Classify the message.", "Classify the customer message.", "Answer with the label.", "Answer with the intent.", "Name the intent of the message.", "What does the customer want? Answer with one label.", "You label customer messages. Answer with the label only.",
        "Choose the label that fits.", "Give the topic of the message in snake_case.", "Which intent does the message have?", "Sort support messages by intent.", "Label the text.", "Reply with the category of the message.",
    ];

    public static CorpusDocument Single(Page page)
    {
        Intent intent = Messages.Any(page.Draw);
        return Documents.Chat(("system", page.Draw.Pick(s_tasks)), ("user", Messages.Message(page, intent)), ("assistant", intent.Label));
    }

    /// <summary>Several messages in one chat, the label of each.</summary>
    public static CorpusDocument Several(Page page)
    {
        var intents = Messages.Related(page.Draw, page.Draw.Between(2, 4));
        var turns = new List<(string, string)> { ("system", page.Draw.Pick(s_tasks)) };
        int count = page.Draw.Between(3, 7);
        for (int i = 0; i < count; i++)
        {
            Intent intent = page.Draw.Pick(intents);
            turns.Add(("user", Messages.Message(page, intent)));
            turns.Add(("assistant", intent.Label));
        }

        return Documents.Chat(turns);
    }

    /// <summary>The labels are given and one of them is right.</summary>
    public static CorpusDocument FromList(Page page)
    {
        var intents = Messages.Related(page.Draw, page.Draw.Between(3, 8));
        Intent right = page.Draw.Pick(intents);
        string list = string.Join(page.Draw.Pick([", ", "\n", " | "]), intents.Select(intent => intent.Label));
        string system = page.Draw.Pick(s_tasks) + page.Draw.Pick([" Labels: ", "\nLabels:\n", " One of: ", "\nChoose one of these:\n"]) + list;
        return Documents.Chat(("system", system), ("user", Messages.Message(page, right)), ("assistant", right.Label));
    }

    /// <summary>A label is given in words and messages of it are asked for.</summary>
    public static CorpusDocument Examples(Page page)
    {
        Intent intent = Messages.Any(page.Draw);
        string lines = string.Join('\n', Enumerable.Range(0, page.Draw.Between(2, 4)).Select(_ => "- " + Messages.Message(page, intent)));
        string ask = page.Draw.Pick(["Write messages with the label {0}.", "Give examples of {0}.", "What could a customer write for {0}?"]).Replace("{0}", intent.Label);
        return Documents.Chat(("user", ask), ("assistant", lines));
    }

    /// <summary>Two messages: the same wish, or not?</summary>
    public static CorpusDocument Pair(Page page)
    {
        var intents = Messages.Related(page.Draw, 2);
        bool same = page.Draw.Chance(0.5);
        string first = Messages.Message(page, intents[0]);
        string second = Messages.Message(page, same ? intents[0] : intents[1]);
        string system = page.Draw.Pick(["Do both messages mean the same? Answer yes or no.", "Same intent? Answer same or different.", "Are these two messages about the same thing?"]);
        string answer = system.Contains("different", StringComparison.Ordinal) ? (same ? "same" : "different") : same ? "yes" : "no";
        if (page.Draw.Chance(0.3))
            answer += $"\n{intents[0].Label}" + (same ? "" : $"\n{intents[1].Label}");
        return Documents.Chat(("system", system), ("user", $"1. {first}\n2. {second}"), ("assistant", answer));
    }

    /// <summary>The same wish in other words.</summary>
    public static CorpusDocument Paraphrase(Page page)
    {
        Intent intent = Messages.Any(page.Draw);
        string system = page.Draw.Pick(["Say it in other words.", "Rewrite the message politely.", "Paraphrase the message.", "Correct the message.", "Write it more clearly."]);
        string from = Messages.Clean(page, intent, chatty: false);
        string name = page.Fill("{o#}");
        if (system.StartsWith("Correct", StringComparison.Ordinal))
            return Documents.Chat(("system", system), ("user", Roughness.Apply(page.Draw, from)), ("assistant", from));
        page.Remember("o#", name);
        string to = page.Fill(intent.Aspect.Messages);
        return Documents.Chat(("system", system), ("user", Roughness.Apply(page.Draw, from)), ("assistant", Inflection.Capital(to.Trim())));
    }

    /// <summary>What a message is about, as JSON.</summary>
    public static CorpusDocument AsJson(Page page)
    {
        Intent intent = Messages.Any(page.Draw);
        string message = Messages.Message(page, intent);
        string label = intent.Aspect.Label.Replace("{0}_", "").Replace("_{0}", "").Replace("{0}", "");
        string key = page.Draw.Pick(["intent", "label", "topic"]);
        string json = page.Draw.Below(3) switch
        {
            0 => $$"""{"{{key}}":"{{intent.Label}}"}""",
            1 => $$"""{"domain":"{{intent.Object.Domain}}","{{key}}":"{{intent.Label}}"}""",
            _ => $$"""{"object":"{{intent.Object.Label}}","problem":"{{label}}","domain":"{{intent.Object.Domain}}"}""",
        };
        return Documents.Chat(("system", page.Draw.Pick(["Classify the message. Answer with JSON.", "Answer with JSON only.", "Return the topic as JSON."])), ("user", message), ("assistant", json));
    }
}
