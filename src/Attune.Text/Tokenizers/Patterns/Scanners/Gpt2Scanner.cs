namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>GPT-2's pattern, by hand.</summary>
internal sealed class Gpt2Scanner : PatternNode
{
    public const string Source = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const byte NoMark = CharacterKinds.Letter | CharacterKinds.Number | CharacterKinds.Space;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length)
            return NoMatch;
        if (CommonRules.Contraction(text, at, anyCase: false) is var contraction && contraction > at)
            return contraction;
        var start = text[at] == ' ' && at + 1 < text.Length ? at + 1 : at;
        var kind = CharacterKinds.At(text, start, out _);
        if ((kind & CharacterKinds.Space) != 0)
            return CommonRules.Blanks(text, at, endsAtLine: false);
        if ((kind & CharacterKinds.Letter) != 0)
            return CharacterKinds.SkipWhile(text, start, CharacterKinds.Letter);
        return (kind & CharacterKinds.Number) != 0
            ? CharacterKinds.SkipWhile(text, start, CharacterKinds.Number)
            : CharacterKinds.SkipUntil(text, start, NoMark);
    }
}
