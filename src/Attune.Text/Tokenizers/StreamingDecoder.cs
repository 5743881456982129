using System.Text;
using Attune.Text.Tokenizers.Decoders;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Decodes tokens as they come, in the pieces of Hugging Face's <c>DecodeStream</c>: a token's text comes at once unless
/// the text so far would end in U+FFFD, which a later token may turn into a character; then it comes with the first that
/// leaves another end. All returned texts together are what <see cref="Tokenizer.Decode"/> gives, with one exception:
/// where byte tokens (<c>&lt;0xXX&gt;</c>) spoil a run of which a part was returned before, that part stays. (Hugging
/// Face's stream fails there.) Each token costs the same, however long the text is. Not for use from several threads at once.
/// </summary>
public sealed class StreamingDecoder
{
    private const char Replacement = '\uFFFD';
    private readonly Tokenizer tokenizer;
    private readonly bool skipSpecialTokens;
    private readonly CollectingStage collected = new();

    /// <summary>Tokens since the last piece. The text before them need not be known but for that piece's own tokens, as decoders treat a text's first token in its own way.</summary>
    private readonly List<string> pending = [];
    private DecoderStage first;

    /// <summary>What is returned already of the text in work: its settled characters, and an end that is not settled.</summary>
    private int givenLength;
    private string givenEnd = "";

    internal StreamingDecoder(Tokenizer tokenizer, bool skipSpecialTokens, ReadOnlySpan<int> before)
    {
        this.tokenizer = tokenizer;
        this.skipSpecialTokens = skipSpecialTokens;
        first = tokenizer.StartDecoding(collected);
        foreach (var id in before)
            Take(id);
        var end = End();
        givenLength = collected.Text.Length;
        if (EndsInReplacement(end))
            return;
        givenEnd = end;
        pending.Clear();
    }

    /// <summary>The text that this token settles: none while a character is incomplete.</summary>
    /// <param name="id">The next token; an id that the vocabulary does not have stands for no text.</param>
    public string Add(int id)
    {
        if (!Take(id))
            return "";
        var end = End();
        if (EndsInReplacement(end))
            return "";
        if (!TryContinue(end, out var piece))
            return IsLonger(end) ? Restart() : "";
        if (piece.Length > 0)
            Restart();
        else if (givenLength == 0 && givenEnd.Length == 0)
            pending.Clear();
        return piece;
    }

    /// <summary>Ends the text: what was held back, with U+FFFD for bytes that never became a character.</summary>
    public string Finish()
    {
        if (pending.Count == 0)
            return "";
        return TryContinue(End(), out var piece) ? piece : Restart();
    }

    private bool Take(int id)
    {
        if (tokenizer.WrittenToken(id, skipSpecialTokens) is not { } token)
            return false;
        pending.Add(token);
        Write(token);
        return true;
    }

    private void Write(string token)
    {
        first.Write(token);
        first.EndPiece();
    }

    /// <summary>What the text would end with after its settled characters if it ended here.</summary>
    private string End()
    {
        if (!first.IsOpen)
            return "";
        var end = new CollectingStage();
        first.Copy(end).Finish();
        return end.Text.ToString();
    }

    private bool EndsInReplacement(string end) =>
        end.Length > 0 ? end[^1] == Replacement : collected.Text is [.., Replacement];

    /// <summary>What follows the text that is returned already; false where the text does not begin with it.</summary>
    private bool TryContinue(string end, out string piece)
    {
        var text = string.Concat(collected.Text[givenLength..], end);
        var continues = text.StartsWith(givenEnd, StringComparison.Ordinal);
        piece = continues ? text[givenEnd.Length..] : "";
        return continues;
    }

    private bool IsLonger(string end) =>
        Encoding.UTF8.GetByteCount(collected.Text[givenLength..]) + Encoding.UTF8.GetByteCount(end) > Encoding.UTF8.GetByteCount(givenEnd);

    /// <summary>Starts a text with the tokens of the last piece; gives their text.</summary>
    private string Restart()
    {
        collected.Clear();
        first = tokenizer.StartDecoding(collected);
        foreach (var token in pending)
            Write(token);
        pending.Clear();
        (givenLength, givenEnd) = (collected.Text.Length, End());
        return string.Concat(collected.Text, givenEnd);
    }
}
