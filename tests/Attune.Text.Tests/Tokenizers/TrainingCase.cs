using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>One training of the reference: settings, the tokenizer before, the result.</summary>
internal sealed class TrainingCase : IDisposable
{
    private readonly JsonDocument training;
    private readonly JsonDocument result;
    private readonly List<string> texts;
    private Tokenizer? trained;

    private TrainingCase(string name)
    {
        training = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/training", name, "training.json")));
        result = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/training", name, "tokenizer.json")));
        texts = Texts(training.RootElement.GetProperty("input").GetString()!);
    }

    public bool RepeatsExactly => training.RootElement.GetProperty("repeats_exactly").GetBoolean();

    public JsonElement Expected => result.RootElement.GetProperty("model");

    public List<int> TokenCounts =>
        [.. training.RootElement.GetProperty("tokens_over_first_400_input_lines").EnumerateArray().Select(count => count.GetInt32())];

    public static TrainingCase Read(string name) => new(name);

    /// <summary>Trains with the case's settings; the model as a file would have it.</summary>
    public JsonElement Train(int threads = 1)
    {
        var before = training.RootElement.GetProperty("before").GetRawText();
        var start = new Tokenizer(TokenizerFile.Parse(before, "tokenizer.json"));
        trained = TokenizerTrainer.Train(start, texts, Trainer(), threads);
        using var stream = new MemoryStream();
        TokenizerFile.Write(trained.Parts, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("model");
    }

    /// <summary>How many tokens the first 400 texts become; of the lines without their ends.</summary>
    public int CountTokens() => texts.Take(400).Sum(text => trained!.Encode(text.TrimEnd('\n')).Count);

    public void Dispose()
    {
        training.Dispose();
        result.Dispose();
    }

    private static List<string> Texts(string input)
    {
        var lines = File.ReadAllText(SharedData.Path("golden/tokenizers/training/corpus.txt")).Split('\n').ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        if (input.StartsWith("corpus.txt as a file", StringComparison.Ordinal))
            return [.. lines.Select(line => line + "\n")];
        return input.StartsWith("every line", StringComparison.Ordinal)
            ? lines
            : [.. lines.Where(line => line.All(c => c < 0x3000 || char.IsSurrogate(c)))];
    }

    private ModelTrainer Trainer()
    {
        var settings = training.RootElement.GetProperty("settings");
        var (size, special) = (settings.GetProperty("vocab_size").GetInt32(), Strings("special_tokens"));
        return training.RootElement.GetProperty("trainer").GetString() switch
        {
            "BpeTrainer" => new BpeTrainer
            {
                VocabularySize = size,
                SpecialTokens = special,
                MinFrequency = Number("min_frequency") ?? 0,
                AlphabetLimit = Number("limit_alphabet"),
                InitialAlphabet = Strings("initial_alphabet"),
                ContinuingSubwordPrefix = Text("continuing_subword_prefix"),
                EndOfWordSuffix = Text("end_of_word_suffix"),
                MaxTokenLength = Number("max_token_length"),
            },
            "WordPieceTrainer" => new WordPieceTrainer
            {
                VocabularySize = size,
                SpecialTokens = special,
                MinFrequency = Number("min_frequency") ?? 0,
                AlphabetLimit = Number("limit_alphabet"),
                InitialAlphabet = Strings("initial_alphabet"),
            },
            "UnigramTrainer" => new UnigramTrainer
            {
                VocabularySize = size,
                SpecialTokens = special,
                UnknownToken = Text("unk_token"),
                MaxPieceLength = Number("max_piece_length") ?? 16,
                ShrinkingFactor = settings.TryGetProperty("shrinking_factor", out var factor) ? factor.GetDouble() : 0.75,
                SubIterations = Number("n_sub_iterations") ?? 2,
            },
            _ => new WordLevelTrainer { VocabularySize = size, SpecialTokens = special, MinFrequency = Number("min_frequency") ?? 0 },
        };

        int? Number(string name) => settings.TryGetProperty(name, out var value) ? value.GetInt32() : null;

        string? Text(string name) => settings.TryGetProperty(name, out var value) ? value.GetString() : null;

        List<string> Strings(string name) => settings.TryGetProperty(name, out var value)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : [];
    }
}
