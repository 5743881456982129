using System.Globalization;

namespace Attune.Text.Tokenizers.Patterns;

/// <summary>
/// Reads a split pattern in the syntax of Oniguruma, as far as tokenizers use it: sets, groups, alternatives,
/// repetitions (lazy and possessive too), look-ahead, look-behind of one character, back-references, <c>(?i)</c>.
/// Throws <see cref="FormatException"/> with the position for anything else.
/// </summary>
internal sealed partial class PatternParser
{
    private const int MostWrittenOutRepetitions = 100;

    /// <summary>Repetitions of repetitions multiply; patterns of published tokenizers come to some hundreds of steps.</summary>
    private const long MostSteps = 100_000;

    /// <summary>Each group is a level of the stack, here and while matching.</summary>
    private const int MostDepth = 200;

    private readonly string pattern;
    private readonly bool refersBack;
    private int at;
    private int groups;
    private int depth;
    private bool ignoreCase;

    private PatternParser(string pattern)
    {
        this.pattern = pattern;
        for (var i = 0; i + 1 < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                refersBack |= pattern[++i] is >= '1' and <= '9';
        }
    }

    public static PatternSyntax Parse(string pattern) => Parse(pattern, out _);

    /// <param name="pattern">The pattern.</param>
    /// <param name="refersBack">Whether it has back-references, so that groups have to be kept while matching.</param>
    public static PatternSyntax Parse(string pattern, out bool refersBack)
    {
        var parser = new PatternParser(pattern);
        var syntax = parser.ParseAlternatives();
        refersBack = parser.refersBack;
        return parser.at == pattern.Length ? syntax : throw parser.Error("an unmatched ')'");
    }

    /// <summary>The set of a pattern that is one set.</summary>
    public static CodePointSet ParseSet(string pattern) =>
        Parse(pattern) is SequenceSyntax { Parts: [SetSyntax single] } ? single.Set : throw new FormatException("The pattern is not a set.");

    private PatternSyntax ParseAlternatives()
    {
        // A bare (?i) holds to the end of its group.
        var outerIgnoreCase = ignoreCase;
        if (++depth > MostDepth)
            throw Error("groups so deep in one another");
        var alternatives = new List<PatternSyntax> { ParseSequence() };
        while (TrySkip("|"))
            alternatives.Add(ParseSequence());
        ignoreCase = outerIgnoreCase;
        depth--;
        return alternatives.Count == 1 ? alternatives[0] : new AlternativesSyntax(alternatives);
    }

    private SequenceSyntax ParseSequence()
    {
        var parts = new List<PatternSyntax>();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
            parts.Add(ParseRepeated());
        return new SequenceSyntax(parts);
    }

    private PatternSyntax ParseRepeated()
    {
        var part = ParsePart();
        while (at < pattern.Length && TryParseBounds(out var minimum, out var maximum))
        {
            var greed = TrySkip("?") ? Greed.Lazy : TrySkip("+") ? Greed.Possessive : Greed.Greedy;
            if (part is not SetSyntax)
            {
                if (part.CanBeEmpty && maximum == LoopSyntax.Unbounded)
                    throw Error("a repetition of what can be empty");
                if (minimum > MostWrittenOutRepetitions || maximum is > MostWrittenOutRepetitions and not LoopSyntax.Unbounded)
                    throw Error("so many repetitions of a group");
            }

            part = new LoopSyntax(part, minimum, maximum, greed);
            if (part.Size > MostSteps)
                throw Error("repetitions of repetitions");
        }

        return part;
    }

    private bool TryParseBounds(out int minimum, out int maximum)
    {
        (minimum, maximum) = pattern[at] switch
        {
            '*' => (0, LoopSyntax.Unbounded),
            '+' => (1, LoopSyntax.Unbounded),
            '?' => (0, 1),
            _ => (-1, -1),
        };
        if (minimum >= 0)
        {
            at++;
            return true;
        }

        if (pattern[at] != '{')
            return false;
        var close = pattern.IndexOf('}', at);
        var bounds = close < 0 ? [] : pattern[(at + 1)..close].Split(',');
        if (bounds.Length is not (1 or 2) || bounds.Any(bound => bound.Any(c => !char.IsAsciiDigit(c)) || bound.Length > 6)
            || bounds.All(bound => bound.Length == 0))
        {
            return false; // A brace that is no repetition is an ordinary character.
        }

        minimum = bounds[0].Length == 0 ? 0 : int.Parse(bounds[0], CultureInfo.InvariantCulture);
        maximum = bounds.Length == 1 ? minimum
            : bounds[1].Length == 0 ? LoopSyntax.Unbounded : int.Parse(bounds[1], CultureInfo.InvariantCulture);
        if (maximum < minimum)
            throw Error("a repetition whose bounds are the wrong way round");
        at = close + 1;
        return true;
    }

    private PatternSyntax ParsePart()
    {
        var c = pattern[at];
        switch (c)
        {
            case '(':
                at++;
                return ParseGroup();
            case '[':
                at++;
                return new SetSyntax(ParseSet());
            case '.':
                at++;
                return new SetSyntax(CodePointSet.Of('\n').Negate());
            case '^' or '$':
                at++;
                return new AnchorSyntax(c == '^', Lines: true);
            case '*' or '+' or '?':
                throw Error("a repetition of nothing");
            case '\\' when TryParseAnchorEscape() is { } anchor:
                return anchor;
            case '\\' when at + 1 < pattern.Length && pattern[at + 1] is >= '1' and <= '9':
                return ParseBackReference();
            default:
                return new SetSyntax(Literal(c == '\\' ? ParseEscape() : (CodePointSet.Of(NextCodePoint()), true)));
        }
    }

    private PatternSyntax ParseGroup()
    {
        if (!TrySkip("?"))
            return ParseNumberedGroup();
        if (TrySkip(":"))
            return CloseGroup(ParseAlternatives());
        if (TrySkip("="))
            return CloseGroup(new LookAheadSyntax(ParseAlternatives(), Negated: false));
        if (TrySkip("!"))
            return CloseGroup(new LookAheadSyntax(ParseAlternatives(), Negated: true));
        if (TrySkip(">"))
            return CloseGroup(new AtomicSyntax(ParseAlternatives()));
        if (TrySkip("<=") || TrySkip("<!"))
            return ParseLookBehind(negated: pattern[at - 1] == '!');
        var off = TrySkip("-");
        if (!TrySkip("i"))
            throw Error("this kind of group");
        var outer = ignoreCase;
        ignoreCase = !off;
        if (TrySkip(")"))
            return new SequenceSyntax([]);
        if (!TrySkip(":"))
            throw Error("this kind of group");
        var inner = ParseAlternatives();
        ignoreCase = outer;
        return CloseGroup(inner);
    }

    private PatternSyntax ParseNumberedGroup()
    {
        var number = ++groups;
        var part = CloseGroup(ParseAlternatives());
        return refersBack && number <= Captures.Largest ? new CaptureSyntax(part, number) : part;
    }

    private BackReferenceSyntax ParseBackReference()
    {
        var number = pattern[at + 1] - '0';
        if (number > groups || (at + 2 < pattern.Length && char.IsAsciiDigit(pattern[at + 2])))
            throw Error("a reference to a group that is not before it");
        at += 2;
        return new BackReferenceSyntax(number, ignoreCase);
    }

    private LookBehindSyntax ParseLookBehind(bool negated)
    {
        var part = ParseAlternatives();
        if (part is SequenceSyntax { Parts: [SetSyntax single] })
            return CloseGroup(new LookBehindSyntax(single.Set, negated));
        if (part is AlternativesSyntax alternatives
            && alternatives.Alternatives.All(alternative => alternative is SequenceSyntax { Parts: [SetSyntax] }))
        {
            var sets = alternatives.Alternatives.Select(alternative => ((SetSyntax)((SequenceSyntax)alternative).Parts[0]).Set);
            return CloseGroup(new LookBehindSyntax(sets.Aggregate((a, b) => a.Union(b)), negated));
        }

        throw Error("a look-behind of more than one character");
    }

    private T CloseGroup<T>(T group) => TrySkip(")") ? group : throw Error("a group without its ')'");

    private PatternSyntax? TryParseAnchorEscape()
    {
        if (TrySkip("\\A"))
            return new AnchorSyntax(AtStart: true, Lines: false);
        if (TrySkip("\\z"))
            return new AnchorSyntax(AtStart: false, Lines: false);
        if (TrySkip("\\b"))
            return new WordBorderSyntax(Negated: false);
        return TrySkip("\\B") ? new WordBorderSyntax(Negated: true) : null;
    }

    private int NextCodePoint()
    {
        var codePoint = PatternNode.CodePointAt(pattern, at, out var length);
        at += length;
        return codePoint;
    }

    private bool TrySkip(string word)
    {
        if (!pattern.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            return false;
        at += word.Length;
        return true;
    }

    private FormatException Error(string what) =>
        new($"The pattern has {what} at character {(at + 1).ToString(CultureInfo.InvariantCulture)}, which is not supported.");
}
