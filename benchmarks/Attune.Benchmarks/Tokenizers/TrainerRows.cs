using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Attune.Text.Tokenizers;

namespace Attune.Benchmarks.Tokenizers;

/// <summary>The trainers beside Hugging Face's, with the same settings on the same texts, one thread each.</summary>
internal static class TrainerRows
{
    private const int Size = 8000;

    public static int Run(List<string> texts, string folder, PeerProcess? peer)
    {
        Console.WriteLine($"{"",-32}{"tokens",10}{"ours s",12}{"theirs s",12}{"ratio",8}");
        JsonArray bytes = [.. Enumerable.Range(0, 256).Select(value => (JsonNode)Letter(value))];
        bool same = Row(
            "byte-level BPE", TokenizerFiles.Untrained("""{"type": "BPE", "vocab": {}, "merges": []}""", null, TokenizerFiles.Bytes(useRegex: true)),
            new BpeTrainer { VocabularySize = Size, InitialAlphabet = [.. bytes.Select(letter => letter!.GetValue<string>())] },
            new JsonObject { ["vocab_size"] = Size, ["initial_alphabet"] = bytes }, texts, folder, peer);
        same &= Row(
            "WordPiece", TokenizerFiles.Untrained("""{"type": "WordPiece", "vocab": {}, "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}""",
            new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["handle_chinese_chars"] = true, ["strip_accents"] = null, ["lowercase"] = true },
            new JsonObject { ["type"] = "BertPreTokenizer" }),
            new WordPieceTrainer { VocabularySize = Size, SpecialTokens = ["[UNK]"] },
            new JsonObject { ["vocab_size"] = Size, ["special_tokens"] = new JsonArray("[UNK]") }, texts, folder, peer);
        same &= Row(
            "Unigram", TokenizerFiles.Untrained("""{"type": "Unigram", "vocab": [["<unk>", 0]], "unk_id": 0}""", null,
            new JsonObject { ["type"] = "Metaspace", ["replacement"] = "▁", ["prepend_scheme"] = "always", ["split"] = true }),
            new UnigramTrainer { VocabularySize = Size, SpecialTokens = ["<unk>"], UnknownToken = "<unk>" },
            new JsonObject { ["vocab_size"] = Size, ["special_tokens"] = new JsonArray("<unk>"), ["unk_token"] = "<unk>" }, texts, folder, peer);
        return same ? 0 : 1;
    }

    private static bool Row(
        string what, JsonObject untrained, ModelTrainer trainer, JsonObject settings, List<string> texts, string folder, PeerProcess? peer)
    {
        const string file = "untrained.json";
        File.WriteAllText(Path.Combine(folder, file), untrained.ToJsonString());
        var start = Tokenizer.Load(Path.Combine(folder, file));
        long began = Stopwatch.GetTimestamp();
        var trained = TokenizerTrainer.Train(start, texts, trainer);
        double ours = Stopwatch.GetElapsedTime(began).TotalSeconds;
        string row = string.Create(CultureInfo.InvariantCulture, $"{what,-32}{trained.VocabularySize,10:N0}{ours,12:N2}");
        if (peer is null)
        {
            Console.WriteLine(row);
            return true;
        }

        var name = trainer.GetType().Name;
        var answer = peer.Ask(new JsonObject { ["train"] = file, ["trainer"] = name, ["settings"] = settings }.ToJsonString());
        double theirs = answer.GetProperty("seconds").GetDouble();
        bool same = answer.GetProperty("tokens").GetInt32() == trained.VocabularySize;
        Console.WriteLine(row + string.Create(CultureInfo.InvariantCulture, $"{theirs,12:N2}{theirs / ours,7:N1}x") + (same ? "" : "  ANOTHER SIZE"));
        return same;
    }

    /// <summary>The letter that byte-level vocabularies write a byte as.</summary>
    private static string Letter(int value)
    {
        static bool IsVisible(int value) => value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
        return ((char)(IsVisible(value) ? value : 256 + Enumerable.Range(0, value).Count(lower => !IsVisible(lower)))).ToString();
    }
}
