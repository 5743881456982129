using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Exercises;

/// <summary>Small tasks on words: copy, change, order, count, inflect, name the kind. The answer follows from the question.</summary>
internal static class WordTasks
{
    private static readonly string[] s_kinds = ["food", "animal", "clothing", "furniture", "colour", "city", "country", "job", "tool", "device", "language", "material", "vehicle", "hobby", "instrument", "month", "day", "feeling", "drink", "building", "currency"];

    private static readonly string[] s_words = ["food", "animal", "goods", "city", "job", "techNoun", "abstract", "businessNoun", "merchant", "first", "verbTech", "quality", "service", "tableName", "identifier"];

    public static CorpusDocument Write(Page page)
    {
        var (task, input, answer) = page.Draw.Below(16) switch
        {
            0 => Copy(page),
            1 => Case(page),
            2 => Sort(page),
            3 => Count(page),
            4 => Kind(page),
            5 => Forms(page),
            6 => Replace(page),
            7 => Pick(page),
            8 => Join(page),
            9 => Identifier(page),
            10 => Contains(page),
            11 => Spell(page),
            12 => Odd(page),
            13 => Unique(page),
            14 => Complete(page),
            _ => Quote(page),
        };
        return page.Draw.Chance(0.5)
            ? Documents.Chat(("system", task), ("user", input), ("assistant", answer))
            : Documents.Chat(("user", task + page.Draw.Pick(["\n", " ", ": ", "\n\n"]) + input), ("assistant", answer));
    }

    private static string[] Some(Page page, int least, int most)
    {
        string rule = page.Draw.Pick(s_words);
        var words = new HashSet<string>();
        int count = page.Draw.Between(least, most);
        while (words.Count < count)
            words.Add(page.Say(rule));
        return [.. words];
    }

    private static (string, string, string) Copy(Page page)
    {
        string text = page.Fill(page.Draw.Pick(["{code}", "{reference} {reference}", "{path}", "{sentence}", "{identifier.snake}_{identifier.snake}", "{person}, {address}", "{hex}", "{phoneNumber}", "{money} at {merchant}", "{techNoun.snake}_{number999}", "{service}-{environment}"]));
        return (page.Draw.Pick(["Repeat the text.", "Copy this exactly.", "Say it again.", "Write the same text."]), text, text);
    }

    private static (string, string, string) Case(Page page)
    {
        string text = page.Fill(page.Draw.Pick(["{goods} and {goods}", "{techNoun} {techNoun}", "{quality} {goods}", "{city} {building}"]));
        var (task, form) = page.Draw.Pick(new[] { ("Write it in capital letters.", "up"), ("Write it in small letters.", "low"), ("Write it in snake_case.", "snake"), ("Write it in camelCase.", "camel"), ("Write it in PascalCase.", "pascal"), ("Write it with dashes.", "dash") });
        return (task, text, Inflection.Inflect(text, form));
    }

    private static (string, string, string) Sort(Page page)
    {
        if (page.Draw.Chance(0.5))
        {
            string[] words = Some(page, 3, 6);
            return (page.Draw.Pick(["Sort the words.", "Put the words in alphabetical order."]), string.Join(", ", words), string.Join(", ", words.Order(StringComparer.OrdinalIgnoreCase)));
        }

        var numbers = Enumerable.Range(0, page.Draw.Between(3, 6)).Select(_ => page.Draw.Below(200)).Distinct().ToList();
        bool down = page.Draw.Chance(0.4);
        return (down ? "Sort from large to small." : "Sort the numbers.", string.Join(", ", numbers), string.Join(", ", down ? numbers.OrderDescending() : numbers.Order()));
    }

    private static (string, string, string) Count(Page page)
    {
        string[] words = Some(page, 2, 9);
        return (page.Draw.Pick(["How many items are in the list?", "Count the items."]), string.Join(", ", words), Vocabulary.Numbers.Digits(words.Length));
    }

    private static (string, string, string) Kind(Page page)
    {
        string kind = page.Draw.Pick(s_kinds);
        string list = string.Join(", ", s_kinds.Where(other => other != kind && page.Draw.Chance(0.15)).Append(kind).Order(StringComparer.Ordinal));
        return (page.Draw.Pick(["What kind of thing is it?", "Which kind is it?", "Choose the kind."]) + " " + list, page.Say(kind), kind);
    }

    private static (string, string, string) Forms(Page page)
    {
        string verb = page.Say(page.Draw.Pick(["verbThing", "verbTech", "verbIdea", "verbDocument"]));
        string noun = page.Say(page.Draw.Pick(["goods", "animal", "techNoun", "abstract", "job", "building"]));
        string adjective = page.Say(page.Draw.Pick(["size", "trait", "taste", "weather"]));
        return page.Draw.Below(7) switch
        {
            0 => ("Give the plural.", noun, Inflection.Plural(noun)),
            1 => ("Give the past tense.", verb, Inflection.Inflect(verb, "ed")),
            2 => ("Write the verb with -ing.", verb, Inflection.Inflect(verb, "ing")),
            3 => ("Write \"a\" or \"an\" before the word.", noun, Inflection.Inflect(noun, "a")),
            4 => ("Give the comparative.", adjective, Inflection.Inflect(adjective, "er")),
            5 => ("Complete: yesterday I ...", verb, "yesterday I " + Inflection.Inflect(verb, "ed")),
            _ => ("Complete: she always ...", verb, "she always " + Inflection.Inflect(verb, "s")),
        };
    }

    private static (string, string, string) Replace(Page page)
    {
        string old = page.Fill("{city#1}");
        string next = page.Fill("{city#2}");
        string text = page.Fill(page.Draw.Pick(["{person} lives in {city#1} and works in {city#1}.", "The {vehicle} from {city#1} is late.", "{city#1} is {number999} km from {city#3}.", "I bought {thing} in {city#1}."]));
        return ($"Replace {old} by {next}.", text, text.Replace(old, next));
    }

    private static (string, string, string) Pick(Page page)
    {
        string[] words = Some(page, 3, 6);
        int at = page.Draw.Below(words.Length);
        string[] places = ["first", "second", "third", "fourth", "fifth", "sixth"];
        return page.Draw.Chance(0.3) ? ("Name the last word.", string.Join(", ", words), words[^1]) : ($"Name the {places[at]} item.", string.Join(", ", words), words[at]);
    }

    private static (string, string, string) Join(Page page)
    {
        string[] words = Some(page, 2, 5);
        return page.Draw.Below(4) switch
        {
            0 => ("Write the list as a JSON array.", string.Join(", ", words), "[" + string.Join(",", words.Select(word => $"\"{word}\"")) + "]"),
            1 => ("Write one item per line.", string.Join(", ", words), string.Join('\n', words)),
            2 => ("Make a list with commas.", string.Join('\n', words), string.Join(", ", words)),
            _ => ("Reverse the list.", string.Join(", ", words), string.Join(", ", words.Reverse())),
        };
    }

    private static (string, string, string) Identifier(Page page)
    {
        string words = page.Fill(page.Draw.Pick(["{techNoun} {techNoun}", "{businessNoun} {abstract}", "{goods} not {verbTech.en}", "{verbTech} {techNoun}", "{abstract} of {businessNoun}", "{service} {techNoun}"]));
        return page.Draw.Chance(0.5) ? ("Make a label from the words.", words, Inflection.Inflect(words, "snake")) : ("Write the label in words.", Inflection.Inflect(words, "snake"), Inflection.Inflect(words, "snake").Replace('_', ' '));
    }

    private static (string, string, string) Contains(Page page)
    {
        string[] words = Some(page, 3, 6);
        bool yes = page.Draw.Chance(0.5);
        string asked = yes ? page.Draw.Pick(words) : page.Say("food");
        return ($"Is \"{asked}\" in the list? Answer yes or no.", string.Join(", ", words), words.Contains(asked) ? "yes" : "no");
    }

    private static (string, string, string) Spell(Page page)
    {
        string word = page.Say(page.Draw.Pick(["first", "surname", "city", "animal", "identifier", "colour"]));
        return page.Draw.Chance(0.5) ? ("Spell the word.", word, string.Join('-', word.ToCharArray())) : ("Which word is spelled here?", string.Join('-', word.ToCharArray()), word);
    }

    private static (string, string, string) Odd(Page page)
    {
        string rule = page.Draw.Pick(s_kinds);
        string other = page.Draw.Pick(s_kinds.Where(kind => kind != rule).ToList());
        var words = new HashSet<string>();
        while (words.Count < 3)
            words.Add(page.Say(rule));
        string odd = page.Say(other);
        var list = words.Append(odd).ToList();
        page.Draw.Shuffle(list);
        return ("Which word does not belong?", string.Join(", ", list), odd);
    }

    private static (string, string, string) Unique(Page page)
    {
        string[] words = Some(page, 2, 4);
        var list = words.Append(words[page.Draw.Below(words.Length)]).ToList();
        return ("Remove the item that comes twice.", string.Join(", ", list), string.Join(", ", words));
    }

    private static (string, string, string) Complete(Page page)
    {
        string sentence = Inflection.Capital(page.Say("sentence"));
        int cut = sentence.LastIndexOf(' ', sentence.Length * 2 / 3);
        return cut < 8 ? ("Repeat the text.", sentence, sentence) : ("Start the sentence with the given words: " + sentence[..cut], "Continue with: " + sentence[(cut + 1)..], sentence);
    }

    private static (string, string, string) Quote(Page page)
    {
        string quoted = page.Fill(page.Draw.Pick(["{goods}", "{city}", "{errorText}", "{merchant}", "{abstract} and {abstract}", "{code}"]));
        return (page.Draw.Pick(["What stands between the quotes?", "Copy the quoted part."]), page.Fill("{who} {say.ed} ") + $"\"{quoted}\"" + page.Fill(" {whenPast}."), quoted);
    }
}
