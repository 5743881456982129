namespace Attune.Text.Tokenizers.Patterns;

/// <summary>A group that a back-reference names.</summary>
internal sealed record CaptureSyntax(PatternSyntax Part, int Number) : PatternSyntax
{
    public override long Size { get; } = 1 + Part.Size;

    public override bool CanBeEmpty => Part.CanBeEmpty;

    public override PatternNode Compile(PatternNode next) =>
        new CaptureStartNode(Number, Part.Compile(new CaptureEndNode(Number, next)));
}

/// <summary><c>\1</c> to <c>\9</c>.</summary>
internal sealed record BackReferenceSyntax(int Number, bool IgnoreCase) : PatternSyntax
{
    public override bool CanBeEmpty => true;

    public override PatternNode Compile(PatternNode next) => new BackReferenceNode(Number, IgnoreCase, next);
}
