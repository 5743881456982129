using System.Text;
using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Prose;

/// <summary>Instructions in steps: recipes, repairs, computer tasks, office tasks. As a page, or as an assistant's answer.</summary>
internal static class HowTos
{
    private static readonly (string Title, string[] Steps, string[] Notes)[] s_kinds =
    [
        ("{verbTech} {techNoun#1.a} in the {software#1}",
        [
            "open the {software#1}.", "sign in with your user name and password.", "click the {techNoun#2} in the [upper left|upper right|lower left] corner.", "choose the {techNoun#1} from the list.", "enter the {techNoun#3}.",
            "wait until the {techNoun#1} is {status}.", "{verbTech} the {techNoun#3} if you see the message \"{errorText}\".", "press Save and close the {techNoun#2}.", "check that the {techNoun#1} is shown in the {techNoun#4}.", "restart the {software#1}.",
        ],
        ["you need version {semver} or newer.", "this works on {os} and {os}.", "it takes about {number20} minutes.", "if it fails, {verbTech} the {techNoun#3} and start again."]),
        ("make {food#1} with {food#2}",
        [
            "wash the {food#1} and the {food#2}.", "cut the {food#1} into {few} pieces.", "heat {number9} spoonfuls of oil in a pan.", "add {number999} grams of {food#2}.", "fry everything for {number20} minutes.", "stir {manner}.", "add salt, pepper and {food#3}.",
            "bake it at {round} degrees for {number99} minutes.", "let it cool for {span}.", "serve it {taste} with {drink}.", "mix the {food#3} with the {food#1}.", "peel {numberWord} {food#3.pl}.",
        ],
        ["the recipe is for {numberWord} people.", "it tastes best {taste}.", "you can use {food} instead of {food#2}."]),
        ("{verbDevice} {device#1.a}",
        [
            "unpack the {device#1} and read the manual.", "plug in the {device#1}.", "press the {colour} button for {number9} seconds.", "wait until the light is {colour}.", "connect the {device#1} to the {device#2}.", "choose your language, for example {language}.",
            "enter the code {digits4}.", "place the {device#1} {near} the {furniture}.", "check the cable and the {tool}.", "charge it for {span} before you use it.", "turn the {device#1} off and on again.",
        ],
        ["do not use the {device#1} near water.", "keep the receipt for the warranty.", "the {device#1} comes with {tool.a} and {tool.a}."]),
        ("repair {furniture#1.a}",
        [
            "take {tool.a}, {tool.a} and some {material}.", "remove the {quality} part with the {tool}.", "measure the {furniture#1}: it is {number999} centimetres {size}.", "cut a piece of {material}.", "clean the {furniture#1} with {tool.a}.", "glue the parts together.",
            "let the glue dry for {span}.", "paint it {colour} if you like.", "put the {furniture#1} back {near} the {furniture#2}.", "tighten the {number9} screws.",
        ],
        ["ask {job.a} if the {furniture#1} is {quality}.", "wear {clothing.pl} to protect yourself.", "you need {span} for this."]),
        ("{workTask#1}",
        [
            "talk to the {role} of the {department} department.", "collect the {document.pl} from {month}.", "{verbDocument} the {document#1}.", "compare the {businessNoun} with the {businessNoun} of last year.", "ask {first} to {verbDocument} the {document#1}.",
            "write {document.a} of {number9} pages.", "send everything to the {role#1} before {day}.", "{workTask}.", "book a meeting at {time}.", "{verbDocument} the {document#1} and keep a copy.",
        ],
        ["the {role#1} has to approve it.", "it must be done {often}.", "do not forget the {businessNoun}."]),
        ("{chore#1}",
        [
            "find {goods.a}.", "look {near} the {furniture}.", "{chore}.", "take {span} for it.", "ask your {relative} to {doBase}.", "start in the {room}.", "put everything {near} the {furniture}.", "{doBase}.", "take a break and drink {drink}.", "be {trait} and do it {manner}.",
        ],
        ["it is {judgement}.", "do it {often}.", "you will feel {feeling} afterwards."]),
        ("travel from {city#1} to {city#2}",
        [
            "buy a ticket for {money} at the {building}.", "take the {vehicle#1} at {clock}.", "change at {city#3}.", "get off at the {building}.", "walk {number999} metres to the {direction}.", "show your {document} to the {job}.", "wait {span} for the {vehicle}.", "take {clothing.a}, because it is often {weather}.",
            "stay one night in {city#3}.",
        ],
        ["the journey takes {span}.", "the distance is {number999} kilometres.", "children pay {percent} percent less."]),
    ];

    public static CorpusDocument Write(Page page)
    {
        (string title, string body) = Make(page);
        string heading = page.Draw.Pick(["How to {0}", "# How to {0}", "{0}: a short guide", "Guide: {0}", "## {0}"]).Replace("{0}", title);
        return Documents.Plain(Inflection.Capital(heading) + "\n\n" + body);
    }

    public static CorpusDocument Ask(Page page)
    {
        (string title, string body) = Make(page);
        string question = page.Draw.Pick(["How do I {0}?", "How can I {0}?", "Can you explain how to {0}?", "I want to {0}. What are the steps?", "Tell me how to {0}.", "how to {0}"]).Replace("{0}", title);
        string system = page.Draw.Pick(["", "", "You are a helpful assistant.", "Answer in steps.", "You help people with everyday tasks."]);
        return Documents.Chat(("system", system), ("user", question), ("assistant", body));
    }

    private static (string Title, string Body) Make(Page page)
    {
        var (title, steps, notes) = page.Draw.Pick(s_kinds);
        string name = page.Fill(title);
        var lines = new StringBuilder();
        string style = page.Draw.Pick(["{0}. ", "{0}. ", "- ", "Step {0}: ", "{0}) "]);
        int number = 0;
        foreach (string step in ProseText.Some(page, steps, page.Draw.Between(3, 6)))
            lines.Append(style.Replace("{0}", Vocabulary.Numbers.Digits(++number))).Append(Inflection.Capital(page.Fill(step))).Append('\n');
        if (page.Draw.Chance(0.6))
            lines.Append('\n').Append(page.Draw.Pick(["Note: ", "", "Tip: "])).Append(Inflection.Capital(page.Fill(notes)));
        return (name, lines.ToString().TrimEnd());
    }
}
