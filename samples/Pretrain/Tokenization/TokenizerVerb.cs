using System.Diagnostics;
using System.Globalization;
using Attune.Text.Tokenizers;

namespace Attune.Pretrain.Tokenization;

/// <summary><c>tokenizer [--out FOLDER] [--characters N] [--seed N]</c>: trains the tokenizer on the corpus and writes the text files of the base model.</summary>
internal static class TokenizerVerb
{
    /// <summary>
    /// Words keep their space, as in GPT-2, but every digit is a token of its own: a small model copies and compares
    /// numbers digit by digit and never meets an unseen piece.
    /// </summary>
    public const string SplitPattern = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static int Run(string[] args)
    {
        var options = new Options(args);
        string folder = options.Text("--out", TinyModel.Folder);
        long characters = options.Number("--characters", 30_000_000);
        ulong seed = (ulong)options.Number("--seed", 1);
        long started = Stopwatch.GetTimestamp();
        Tokenizer tokenizer = Train(seed, characters);
        Directory.CreateDirectory(folder);
        BaseFiles.Write(tokenizer, folder);
        double perToken = CharactersPerToken(tokenizer, seed + 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: {tokenizer.VocabularySize} tokens from {characters / 1e6:0} M characters in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {perToken:0.00} characters per token"));
        return 0;
    }

    public static Tokenizer Train(ulong seed, long characters) => ByteLevelBpeTrainer.Train(
        Corpus.Documents(seed, characters).SelectMany(Bodies),
        new BpeTrainerOptions { VocabularySize = TinyModel.VocabularySize, SpecialTokens = TinyModel.SpecialTokens, SplitPattern = SplitPattern });

    private static IEnumerable<string> Bodies(CorpusDocument document) =>
        document.Messages is null ? [document.Text!] : document.Messages.SelectMany(message => new[] { message.Role, "\n", message.Content });

    private static double CharactersPerToken(Tokenizer tokenizer, ulong seed)
    {
        long characters = 0, tokens = 0;
        foreach (CorpusDocument document in Corpus.Documents(seed, 300_000))
        {
            string text = document.Rendered();
            characters += text.Length;
            tokens += tokenizer.Encode(text).Ids.Length;
        }

        return (double)characters / tokens;
    }
}
