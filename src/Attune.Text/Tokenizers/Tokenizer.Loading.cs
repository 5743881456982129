using Attune.Text.Tokenizers.Formats;

namespace Attune.Text.Tokenizers;

/// <content>Reading the files of the field.</content>
public sealed partial class Tokenizer
{
    /// <summary>
    /// Reads a tokenizer: a <c>tokenizer.json</c>, a SentencePiece model, a tiktoken rank file, <c>vocab.json</c> with
    /// <c>merges.txt</c>, BERT's <c>vocab.txt</c>, or a GGUF file. Of a folder, the first of these that it holds; what
    /// <c>tokenizer_config.json</c> beside it says is heeded for all but the first and the last, which say it themselves.
    /// </summary>
    /// <param name="fileOrFolder">The file, or a folder that holds one.</param>
    /// <param name="options">What the file leaves open; null: as its name tells.</param>
    /// <exception cref="AttuneException">
    /// ATT4020: there is none. ATT4021: it is malformed. ATT4022: it has a part of a type that is not supported.
    /// ATT4023: it has a pattern that is not supported. ATT4024: its parts contradict each other. ATT4027: the
    /// SentencePiece model is damaged. ATT4028: the rank file is damaged. ATT4029: how texts are cut is not known.
    /// ATT4030: the GGUF file is damaged or has no tokenizer. ATT4031: the merges do not fit the vocabulary. ATT4032:
    /// the vocabulary lacks a special token.
    /// </exception>
    public static Tokenizer Load(string fileOrFolder, TokenizerLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileOrFolder);
        return new Tokenizer(TokenizerLocator.Load(fileOrFolder, options ?? new TokenizerLoadOptions()));
    }
}
