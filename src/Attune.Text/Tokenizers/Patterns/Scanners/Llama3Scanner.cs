namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>The pattern of GPT-4 (cl100k) and Llama 3, and with numbers one by one that of Qwen 2, by hand.</summary>
internal sealed class Llama3Scanner(int numbersTogether) : PatternNode
{
    public const string Source =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public const string Qwen2Source =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const byte NoMark = CharacterKinds.Letter | CharacterKinds.Number | CharacterKinds.Space;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length)
            return NoMatch;
        if (CommonRules.Contraction(text, at, anyCase: true) is var contraction && contraction > at)
            return contraction;
        var kind = CharacterKinds.At(text, at, out var length);
        if ((kind & CharacterKinds.Letter) != 0)
            return CharacterKinds.SkipWhile(text, at, CharacterKinds.Letter);
        if ((kind & CharacterKinds.Number) != 0)
            return CommonRules.Numbers(text, at, numbersTogether);
        if ((kind & CharacterKinds.LineEnd) == 0
            && CharacterKinds.SkipWhile(text, at + length, CharacterKinds.Letter) is var word && word > at + length)
        {
            return word;
        }

        var mark = text[at] == ' ' ? at + 1 : at;
        var end = CharacterKinds.SkipUntil(text, mark, NoMark);
        return end > mark
            ? CharacterKinds.SkipWhile(text, end, CharacterKinds.LineEnd)
            : CommonRules.Blanks(text, at, endsAtLine: true);
    }
}
