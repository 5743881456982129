namespace Attune.Text.Tokenizers.Patterns;

/// <summary>A pattern as written, before it is linked into steps.</summary>
internal abstract record PatternSyntax
{
    /// <summary>Links this part to the steps that follow it.</summary>
    public abstract PatternNode Compile(PatternNode next);

    /// <summary>Whether the part can match without taking anything.</summary>
    public abstract bool CanBeEmpty { get; }

    /// <summary>How many steps it comes to, with bounded repetitions written out.</summary>
    public virtual long Size => 1;
}

internal sealed record SetSyntax(CodePointSet Set) : PatternSyntax
{
    public override bool CanBeEmpty => false;

    public override PatternNode Compile(PatternNode next) => new SetNode(Set, next);
}

internal sealed record SequenceSyntax(IReadOnlyList<PatternSyntax> Parts) : PatternSyntax
{
    public override long Size { get; } = 1 + Parts.Sum(part => part.Size);

    public override bool CanBeEmpty => Parts.All(part => part.CanBeEmpty);

    public override PatternNode Compile(PatternNode next)
    {
        for (var i = Parts.Count - 1; i >= 0; i--)
            next = Parts[i].Compile(next);
        return next;
    }
}

internal sealed record AlternativesSyntax(IReadOnlyList<PatternSyntax> Alternatives) : PatternSyntax
{
    public override long Size { get; } = 1 + Alternatives.Sum(part => part.Size);

    public override bool CanBeEmpty => Alternatives.Any(alternative => alternative.CanBeEmpty);

    public override PatternNode Compile(PatternNode next) =>
        new AlternativesNode([.. Alternatives.Select(alternative => alternative.Compile(next))]);
}

internal sealed record LookAheadSyntax(PatternSyntax Part, bool Negated) : PatternSyntax
{
    public override long Size { get; } = 1 + Part.Size;

    public override bool CanBeEmpty => true;

    public override PatternNode Compile(PatternNode next) => new LookAheadNode(Part.Compile(EndNode.Instance), Negated, next);
}

internal sealed record LookBehindSyntax(CodePointSet Set, bool Negated) : PatternSyntax
{
    public override bool CanBeEmpty => true;

    public override PatternNode Compile(PatternNode next) => new LookBehindNode(Set, Negated, next);
}

internal sealed record AtomicSyntax(PatternSyntax Part) : PatternSyntax
{
    public override long Size { get; } = 1 + Part.Size;

    public override bool CanBeEmpty => Part.CanBeEmpty;

    public override PatternNode Compile(PatternNode next) => new AtomicNode(Part.Compile(EndNode.Instance), next);
}

/// <summary><c>^ $ \A \z</c>.</summary>
internal sealed record AnchorSyntax(bool AtStart, bool Lines) : PatternSyntax
{
    public override bool CanBeEmpty => true;

    public override PatternNode Compile(PatternNode next) => new AnchorNode(AtStart, Lines, next);
}

/// <summary><c>\b \B</c>.</summary>
internal sealed record WordBorderSyntax(bool Negated) : PatternSyntax
{
    public override bool CanBeEmpty => true;

    public override PatternNode Compile(PatternNode next) => new WordBorderNode(Negated, next);
}

/// <summary>A part repeated <paramref name="Minimum"/> to <paramref name="Maximum"/> times.</summary>
internal sealed record LoopSyntax(PatternSyntax Part, int Minimum, int Maximum, Greed Greed) : PatternSyntax
{
    /// <summary>The upper bound of a repetition without one.</summary>
    public const int Unbounded = int.MaxValue;

    public override bool CanBeEmpty => Minimum == 0 || Part.CanBeEmpty;

    /// <summary>The parser keeps it small, so the product cannot overflow.</summary>
    public override long Size { get; } = Part is SetSyntax ? 1 : 1 + (Part.Size * (Maximum == Unbounded ? Minimum + 1L : Maximum));

    public override PatternNode Compile(PatternNode next)
    {
        if (Part is SetSyntax set)
            return new SetLoopNode(set.Set, Minimum, Maximum, Greed, next);
        return Greed == Greed.Possessive
            ? new AtomicNode(CompileGroup(EndNode.Instance), next)
            : CompileGroup(next);
    }

    /// <summary>Bounded repetitions are written out; the parser keeps them few.</summary>
    private PatternNode CompileGroup(PatternNode next)
    {
        var rest = next;
        if (Maximum == Unbounded)
        {
            var loop = new GroupLoopNode(Greed == Greed.Lazy, next);
            loop.Body = Part.Compile(loop);
            rest = loop;
        }
        else
        {
            for (var i = Minimum; i < Maximum; i++)
            {
                var body = Part.Compile(rest);
                rest = new AlternativesNode(Greed == Greed.Lazy ? [next, body] : [body, next]);
            }
        }

        for (var i = 0; i < Minimum; i++)
            rest = Part.Compile(rest);
        return rest;
    }
}
