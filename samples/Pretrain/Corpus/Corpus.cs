using System.Text;
using Attune.Pretrain.Families;
using Attune.Pretrain.Grammars;
using Attune.Pretrain.Randomness;
using Attune.Pretrain.Vocabulary;

namespace Attune.Pretrain;

/// <summary>One turn of a chat document.</summary>
internal sealed record Message(string Role, string Content);

/// <summary>A piece of training text: a chat (<paramref name="Messages"/>) or plain text (<paramref name="Text"/>).</summary>
internal sealed record CorpusDocument(string Family, IReadOnlyList<Message>? Messages, string? Text)
{
    public const string EndOfDocument = "<|endoftext|>";

    /// <summary>The characters the model sees: ChatML for chats, and the token that ends a document.</summary>
    public string Rendered()
    {
        if (Messages is null)
            return Text + EndOfDocument;
        var text = new StringBuilder();
        foreach (Message message in Messages)
            text.Append("<|im_start|>").Append(message.Role).Append('\n').Append(message.Content).Append("<|im_end|>\n");
        return text.Append(EndOfDocument).ToString();
    }
}

/// <summary>
/// The training text of attune/tiny: an endless row of documents, each a pure function of (seed, index), written by the
/// grammars in this folder. Nothing is read from a file or another author.
/// </summary>
internal static class Corpus
{
    /// <summary>Documents until <paramref name="characters"/> characters are written (the last one is whole).</summary>
    public static IEnumerable<CorpusDocument> Documents(ulong seed, long characters)
    {
        long written = 0;
        for (ulong index = 0; written < characters; index++)
        {
            CorpusDocument document = Document(seed, index);
            written += document.Rendered().Length;
            yield return document;
        }
    }

    public static CorpusDocument Document(ulong seed, ulong index)
    {
        var draw = new Draw(seed, index);
        Family family = FamilyList.Pick(draw);
        return family.Write(new Page(English.Grammar, draw)) with { Family = family.Name };
    }
}
