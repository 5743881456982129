using Attune.Pretrain.Grammars;
using Attune.Pretrain.Randomness;
using Attune.Pretrain.Services;

namespace Attune.Pretrain.Families.Service;

/// <summary>One thing a customer may want: an object and an aspect of it. Its label stays the same in every document.</summary>
internal sealed record Intent(ServiceObject Object, ServiceAspect Aspect)
{
    public string Label { get; } = Aspect.Label.Replace("{0}", Object.Label);

    /// <summary>The label as words.</summary>
    public string Words => Label.Replace('_', ' ');
}

/// <summary>Writes customer messages: clean, chatty or hasty.</summary>
internal static class Messages
{
    public static readonly Intent[] Intents =
    [
        .. from item in ServiceObjects.All
           from aspect in ServiceAspects.All
           where aspect.Kinds.Any(kind => item.Kinds.Contains(kind))
           select new Intent(item, aspect),
    ];

    private static readonly Dictionary<string, Intent[]> s_byDomain = Intents.GroupBy(intent => intent.Object.Domain).ToDictionary(group => group.Key, group => group.ToArray());

    private static readonly Dictionary<string, Intent[]> s_byObject = Intents.GroupBy(intent => intent.Object.Label).ToDictionary(group => group.Key, group => group.ToArray());

    public static Intent Any(Draw draw) => draw.Chance(0.35) ? draw.Pick(s_byDomain["bank"]) : draw.Pick(Intents);

    /// <summary>Different intents, some about the same object, all of one domain.</summary>
    public static List<Intent> Related(Draw draw, int count)
    {
        Intent first = Any(draw);
        var related = new List<Intent> { first };
        while (related.Count < count)
        {
            Intent[] pool = draw.Chance(0.45) ? s_byObject[first.Object.Label] : s_byDomain[first.Object.Domain];
            Intent next = draw.Pick(pool);
            if (!related.Exists(intent => intent.Label == next.Label))
                related.Add(next);
            else if (draw.Chance(0.1))
                first = draw.Pick(s_byDomain[first.Object.Domain]);
        }

        draw.Shuffle(related);
        return related;
    }

    /// <summary>A message that says the intent, in the words of a hurried customer.</summary>
    public static string Message(Page page, Intent intent) => Roughness.Apply(page.Draw, Clean(page, intent, chatty: true));

    /// <summary>A message without typos.</summary>
    public static string Clean(Page page, Intent intent, bool chatty)
    {
        page.Remember("o#", page.Fill(page.Draw.Pick(intent.Object.Names)));
        string core = Finish(page.Fill(intent.Aspect.Messages));
        if (!chatty)
            return core;
        string before = page.Draw.Below(10) switch
        {
            0 => page.Say("greeting") + page.Draw.Pick([", ", "! ", ". "]),
            1 => page.Say("lead") + " ",
            2 => page.Draw.Pick(["So ", "Please help. ", "Hello, ", "I wonder: ", "Actually, ", "Um, "]),
            _ => "",
        };
        bool glue = before.EndsWith(", ", StringComparison.Ordinal) || before == "So " || before == "I wonder: ";
        if (glue && !core.StartsWith("I ", StringComparison.Ordinal) && !core.StartsWith("I'", StringComparison.Ordinal))
            core = char.ToLowerInvariant(core[0]) + core[1..];
        string after = page.Draw.Chance(0.2) ? " " + page.Say("tail") : "";
        return before + core + after;
    }

    public static string Answer(Page page, Intent intent) => Inflection.Capital(page.Fill(intent.Aspect.Answers));

    private static string Finish(string core)
    {
        core = core.Trim().Replace("  ", " ");
        string first = core.Split(' ', 2)[0].ToLowerInvariant();
        bool asks = first is "how" or "what" or "why" or "where" or "when" or "which" or "who" or "whose" or "can" or "could" or "is" or "are" or "do" or "does" or "did" or "has" or "have" or "will" or "would" or "am" or "must";
        string mark = core[^1] is '?' or '!' or '.' ? "" : asks ? "?" : ".";
        return Inflection.Capital(core) + mark;
    }
}
