namespace Attune.Pretrain.Grammars;

/// <summary>English word forms by rule, with the irregular words listed. Works on the last word of a phrase for nouns, on the first for verbs.</summary>
internal static class Inflection
{
    public static string Inflect(string text, string form) => form switch
    {
        "pl" => Plural(text),
        "s" => OnFirstWord(text, ThirdPerson),
        "ed" => OnFirstWord(text, verb => Irregular.Verbs.TryGetValue(verb, out var forms) ? forms.Past : Regular(verb, "ed")),
        "en" => OnFirstWord(text, verb => Irregular.Verbs.TryGetValue(verb, out var forms) ? forms.Participle : Regular(verb, "ed")),
        "ing" => OnFirstWord(text, Gerund),
        "er" => Compare(text, "er", "more "),
        "est" => Compare(text, "est", "most "),
        "a" => Article(text) + " " + text,
        "cap" => Capital(text),
        "up" => text.ToUpperInvariant(),
        "low" => text.ToLowerInvariant(),
        "snake" => Joined(text, '_'),
        "dash" => Joined(text, '-'),
        "camel" => Camel(text, upper: false),
        "pascal" => Camel(text, upper: true),
        "ly" => Adverb(text),
        "poss" => text.EndsWith('s') ? text + "'" : text + "'s",
        "digits" => string.Concat(text.Where(char.IsAsciiDigit)),
        _ => throw new FormatException($"Unknown form '{form}'."),
    };

    public static string Capital(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsLetter(text[at]))
                return at == 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text[..at] + char.ToUpperInvariant(text[at]) + text[(at + 1)..];
            if (char.IsDigit(text[at]))
                break;
        }

        return text;
    }

    public static string Article(string phrase)
    {
        string word = phrase.ToLowerInvariant();
        foreach (string start in Irregular.SoundsConsonant)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
                return "a";
        }

        foreach (string start in Irregular.SoundsVowel)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
                return "an";
        }

        return word.Length > 0 && IsVowel(word[0]) ? "an" : "a";
    }

    public static string Plural(string phrase)
    {
        int space = phrase.LastIndexOf(' ') + 1;
        string head = phrase[..space];
        string noun = phrase[space..];
        if (Irregular.Plurals.TryGetValue(noun, out string? plural))
            return head + plural;
        if (noun.EndsWith('y') && noun.Length > 1 && !IsVowel(noun[^2]))
            return head + noun[..^1] + "ies";
        if (EndsInHiss(noun))
            return head + noun + "es";
        return head + noun + "s";
    }

    private static string ThirdPerson(string verb) => verb switch
    {
        "be" => "is",
        "have" => "has",
        "do" or "go" or "undo" or "echo" => verb + "es",
        _ when verb.EndsWith('y') && !IsVowel(verb[^2]) => verb[..^1] + "ies",
        _ when EndsInHiss(verb) => verb + "es",
        _ => verb + "s",
    };

    private static string Gerund(string verb)
    {
        if (verb.EndsWith("ie", StringComparison.Ordinal))
            return verb[..^2] + "ying";
        return Regular(verb, "ing");
    }

    private static string Regular(string word, string ending)
    {
        char last = word[^1];
        if (last == 'e' && !(ending == "ing" && (word.EndsWith("ee", StringComparison.Ordinal) || word.EndsWith("oe", StringComparison.Ordinal) || word == "be")))
            return word[..^1] + ending;
        if (last == 'y' && ending[0] == 'e' && !IsVowel(word[^2]))
            return word[..^1] + "i" + ending;
        return Doubles(word) ? word + last + ending : word + ending;
    }

    private static string Compare(string adjective, string ending, string more)
    {
        if (Irregular.Adjectives.TryGetValue(adjective, out var forms))
            return ending == "er" ? forms.Comparative : forms.Superlative;
        bool isShort = VowelGroups(adjective) == 1 || (VowelGroups(adjective) == 2 && adjective.EndsWith('y')) || (adjective.EndsWith("le", StringComparison.Ordinal) && adjective.Length < 7);
        return isShort && !adjective.Contains(' ') && !adjective.Contains('-') ? Regular(adjective, ending) : more + adjective;
    }

    private static string Adverb(string adjective) => adjective switch
    {
        "good" => "well",
        "fast" or "hard" or "late" or "early" or "daily" or "friendly" => adjective,
        _ when adjective.EndsWith('y') => adjective[..^1] + "ily",
        _ when adjective.EndsWith("le", StringComparison.Ordinal) => adjective[..^1] + "y",
        _ when adjective.EndsWith("ic", StringComparison.Ordinal) => adjective + "ally",
        _ when adjective.EndsWith("ll", StringComparison.Ordinal) => adjective + "y",
        _ => adjective + "ly",
    };

    private static string Joined(string text, char joint)
    {
        var words = text.ToLowerInvariant().Split([' ', '-', '_', '\'', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(joint, words);
    }

    private static string Camel(string text, bool upper)
    {
        string joined = string.Concat(Joined(text, ' ').Split(' ').Select(Capital));
        return upper || joined.Length == 0 ? joined : char.ToLowerInvariant(joined[0]) + joined[1..];
    }

    private static string OnFirstWord(string phrase, Func<string, string> change)
    {
        int space = phrase.IndexOf(' ');
        return space < 0 ? change(phrase) : change(phrase[..space]) + phrase[space..];
    }

    /// <summary>stop, stopped; but visit, visited: one vowel group, or a listed verb stressed on its end.</summary>
    private static bool Doubles(string word) =>
        word.Length > 2 && !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'y') && IsVowel(word[^2]) && !IsVowel(word[^3])
        && (VowelGroups(word) == 1 || Irregular.Doubling.Contains(word));

    private static bool EndsInHiss(string word) =>
        word.EndsWith('s') || word.EndsWith('x') || word.EndsWith('z') || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal);

    private static int VowelGroups(string word)
    {
        int groups = 0;
        for (int at = 0; at < word.Length; at++)
            groups += (IsVowel(word[at]) || word[at] == 'y') && (at == 0 || !(IsVowel(word[at - 1]) || word[at - 1] == 'y')) ? 1 : 0;
        return groups > 1 && word.EndsWith('e') ? groups - 1 : groups;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
