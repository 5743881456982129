using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Finds out what a path leads to, and reads it.</summary>
internal static class TokenizerLocator
{
    private const long LargestModel = 1 << 28;
    private static readonly (string Vocabulary, string Merges)[] Pairs = [("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe")];
    private static readonly string[] Models = ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "*.tiktoken", "*.model", "*.spm"];

    public static TokenizerParts Load(string path, TokenizerLoadOptions options)
    {
        if (Directory.Exists(path))
            return LoadFolder(path, options);
        if (!File.Exists(path))
        {
            throw Missing(path, $"There is no tokenizer at '{Path.GetFullPath(path)}'.");
        }

        return TokenizerErrors.Translated(() => LoadFile(path, options));
    }

    /// <summary>The whole tokenizer first, then what holds the most of one.</summary>
    private static TokenizerParts LoadFolder(string folder, TokenizerLoadOptions options)
    {
        if (Existing(folder, TokenizerFile.Name) is { } whole)
            return TokenizerFile.Load(whole);
        var found = Models.Select(name => Existing(folder, name)).Concat(Pairs.Select(pair => Existing(folder, pair.Vocabulary)))
            .Append(Existing(folder, "vocab.txt")).Append(Existing(folder, "*.gguf")).OfType<string>().FirstOrDefault();
        return found is null
            ? throw Missing(folder, $"There is no tokenizer in the folder '{Path.GetFullPath(folder)}'.")
            : TokenizerErrors.Translated(() => LoadFile(found, options));
    }

    private static TokenizerParts LoadFile(string file, TokenizerLoadOptions options)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (PairOf(file, folder) is { } pair)
            return VocabularyAndMergesReader.Read(pair.Vocabulary, pair.Merges, options.Splits, TokenizerConfig.Load(folder));
        var head = HeadOf(file);
        if (head.StartsWith("GGUF", StringComparison.Ordinal))
            return GgufTokenizerReader.Read(file);
        var firstLine = head.Split('\n')[0].TrimEnd('\r');
        if (TiktokenReader.IsLine(firstLine))
            return TiktokenReader.Read(file, options.Splits, TokenizerConfig.Load(folder));
        if (head.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{') || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return TokenizerFile.Load(file);
        return head.Contains('\0', StringComparison.Ordinal) || IsSentencePiece(file)
            ? ReadSentencePiece(file, TokenizerConfig.Load(folder))
            : WordPieceVocabularyReader.Read(file, TokenizerConfig.Load(folder));
    }

    private static TokenizerParts ReadSentencePiece(string file, TokenizerConfig config)
    {
        var length = new FileInfo(file).Length;
        if (length > LargestModel)
        {
            throw new AttuneException(
                TokenizerErrors.BadSentencePiece, $"The file has {length} bytes, more than any SentencePiece model.",
                "Give the tokenizer's file, not the weights.", file);
        }

        return SentencePieceParts.Of(SentencePieceReader.Read(File.ReadAllBytes(file), file), file, config);
    }

    private static bool IsSentencePiece(string file) =>
        Path.GetFileName(file).Contains(".model", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".spm", StringComparison.OrdinalIgnoreCase);

    private static (string Vocabulary, string Merges)? PairOf(string file, string folder)
    {
        var name = Path.GetFileName(file);
        foreach (var (vocabulary, merges) in Pairs)
        {
            if (name != vocabulary && name != merges)
                continue;
            var (first, second) = (Path.Combine(folder, vocabulary), Path.Combine(folder, merges));
            return File.Exists(first) && File.Exists(second)
                ? (first, second)
                : throw Missing(file, $"'{name}' is half of a tokenizer: '{(name == vocabulary ? merges : vocabulary)}' is not beside it.");
        }

        return null;
    }

    private static string HeadOf(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var head = new char[4096];
            return new string(head, 0, reader.ReadBlock(head));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(file, e);
        }
    }

    private static string? Existing(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault();

    private static AttuneException Missing(string path, string fact) => new(
        TokenizerErrors.Missing, fact,
        $"Give a file, or a folder that holds {TokenizerFile.Name}, {string.Join(", ", Models)}, " +
        $"{string.Join(", ", Pairs.Select(pair => $"{pair.Vocabulary} with {pair.Merges}"))}, vocab.txt or *.gguf.",
        Path.GetFullPath(path));
}
