using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Prose;

/// <summary>Short stories: one person, one friend, one object, one town; names, pronouns and facts stay the same to the end.</summary>
internal static class Stories
{
    private static readonly string[] s_openings =
    [
        "{name#1} is {job.a} from {city#1}.", "{name#1} lives in {city#1}, near the {building#1}.", "{name#1} works as {job.a} in {city#1}.", "in the {season} of {year}, {name#1} moved to {city#1}.",
        "{name#1} and {first#2} have been friends for {span}.", "it was a {weather} {day} in {city#1}.", "every {day}, {name#1} goes to the {building#1} in {city#1}.", "once there was {trait.a} {job} whose name was {name#1}.",
        "{name#1}, {number99} years old, had never been to {city#1} before.", "on {date}, {name#1} found {thing#9} {near} the {building#1}.",
    ];

    private static readonly string[] s_wishes =
    [
        "{He} wanted to buy {colour#1.a} {goods#1}.", "{He} needed a new {goods#1}, because the old one was {quality}.", "{He} had lost {his} {goods#1} {ago}.", "{He} dreamed of a {colour#1} {goods#1}.",
        "{He} was looking for {his} {goods#1}.", "{His} {relative#1} had given {him} {colour#1.a} {goods#1}.", "{He} had ordered {colour#1.a} {goods#1} from {merchant#1} {ago}.", "{He} wished to learn {hobby#1}, and for that {he} needed {goods#1.a}.",
    ];

    private static readonly string[] s_middles =
    [
        "so {he} went to {merchant#1} on {street#1}.", "{first#2} said that {merchant#1} had the best {goods#1.pl} in {city#1}.", "{He} asked {first#2} for help.", "\"have you seen my {goods#1}?\" {he} asked {first#2}.",
        "\"I saw {goods#1.a} {near} the {furniture},\" said {first#2}.", "{He} looked {near} the {furniture}, {near} the {furniture} and in the {room}.", "the {goods#1} cost {money#1}, but {name#1} had only {money#2}.",
        "the {job} at {merchant#1} was {trait} and showed {him} {few} {goods#1.pl}.", "it started to [rain|snow|get dark], and {he} felt {feeling}.", "on the way {he} met {size.a} {animal#1}.", "the {animal#1} {verbAnimal.ed} {near} the {plant}.",
        "{He} took the {vehicle#1} to the {building#1}.", "the {vehicle#1} was late, so {he} had to walk.", "{He} called {his} {relative#1}, who was {doing}.", "{His} {relative#1} told {him} to {doBase}.",
        "{He} waited for {span}, but nothing happened.", "{first#2} {doPast}, and {name#1} {doPast}.", "{He} thought about the {abstract} of {his} {relative#1}.", "in the {building#1}, somebody had left {colour.a} {clothing}.",
        "{first#2} offered to pay by {payMethod}.", "they had {food} and {drink} together.", "then {he} noticed that the {goods#1} was {quality}.", "{He} tried to {verbThing} it {manner}.", "{He} {verbThing.ed} the {goods#1} and put it {near} the {furniture}.",
    ];

    private static readonly string[] s_endings =
    [
        "in the end, {name#1} went home with {colour#1.a} {goods#1}.", "at last {he} found the {goods#1} {near} the {furniture}.", "{first#2} was {feeling}, and so was {name#1}.", "{name#1} thanked {first#2} and gave {him2} {eatable}.",
        "since then, {name#1} and {first#2} meet {often}.", "{name#1} never forgot that {day} in {city#1}.", "the {goods#1} is still in {his} {room}.", "{He} told the story to {his} {relative#1} {often}.", "{name#1} paid {money#1} and was {feeling}.",
        "that is how {name#1} learnt the {abstract} of {abstract}.",
    ];

    private static readonly string[] s_questions =
    [
        "Who is the story about?|{name#1}", "Where does the story take place?|{city#1}", "What is the friend's name?|{first#2}", "What was it about?|{goods#1.a}", "What colour was the {goods#1}?|{colour#1}", "Which shop is named?|{merchant#1}",
    ];

    public static CorpusDocument Write(Page page) => Documents.Plain(Tell(page));

    /// <summary>A story and questions about it, with answers copied from it.</summary>
    public static CorpusDocument Ask(Page page)
    {
        string story = Tell(page);
        var turns = new List<(string, string)> { ("system", page.Draw.Pick(["Answer with words from the text.", "Answer the question about the text.", "Read the text, then answer briefly.", ""])) };
        bool first = true;
        foreach (string line in ProseText.Some(page, s_questions, page.Draw.Between(1, 3)))
        {
            string[] parts = page.Fill(line.Replace("|", "\\|")).Split('|');
            if (!story.Contains(parts[1].Split(' ')[^1], StringComparison.Ordinal))
                continue;
            turns.Add(("user", first ? story + "\n\n" + parts[0] : parts[0]));
            turns.Add(("assistant", parts[1]));
            first = false;
        }

        return first ? Documents.Plain(story) : Documents.Chat(turns);
    }

    private static string Tell(Page page)
    {
        bool woman = page.Draw.Chance(0.5);
        page.Remember("name#1", page.Say(woman ? "woman" : "man"));
        string[] parts =
        [
            .. ProseText.Some(page, s_openings, 1), .. ProseText.Some(page, s_wishes, 1),
            .. ProseText.Some(page, s_middles, page.Draw.Between(3, 8)), .. ProseText.Some(page, s_endings, page.Draw.Between(1, 2)),
        ];
        return ProseText.Filled(page, parts.Select(part => Pronouns(part, woman)));
    }

    private static string Pronouns(string template, bool woman) => template
        .Replace("{He}", woman ? "She" : "He").Replace("{he}", woman ? "she" : "he").Replace("{him}", woman ? "her" : "him")
        .Replace("{his}", woman ? "her" : "his").Replace("{His}", woman ? "Her" : "His").Replace("{him2}", "some");
}
