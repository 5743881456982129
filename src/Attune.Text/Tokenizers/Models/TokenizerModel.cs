using System.Text.Json;

namespace Attune.Text.Tokenizers.Models;

/// <summary>What a tokenizer knows about splitting pieces into the tokens of a vocabulary. Does not change once built.</summary>
internal abstract class TokenizerModel(Vocabulary vocabulary)
{
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>
    /// The id of the unknown token where its text in a list of tokens is the text that it stands for (Unigram), else -1.
    /// </summary>
    public virtual int UnknownShownAsText => -1;

    /// <summary>Whether the vocabulary needs the tokens of bytes, which unknown characters become.</summary>
    public virtual bool ByteFallback => false;

    /// <summary>
    /// The same model, which does not find these tokens in a text: they come from the template and the post-processor
    /// only. A text that spells one is split as if the vocabulary did not have it, or is unknown.
    /// </summary>
    public abstract TokenizerModel Hiding(IReadOnlySet<int> ids);

    /// <summary>A splitter, which remembers words and is for one thread at a time.</summary>
    public abstract PieceSplitter CreateSplitter();

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
