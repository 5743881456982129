using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>The text half of a GGUF file.</summary>
internal static class GgufText
{
    private const string Keys = "tokenizer.ggml.";

    private static readonly (string Name, string Key)[] Named =
        [("bos_token", "bos_token_id"), ("eos_token", "eos_token_id"), ("unk_token", "unknown_token_id"), ("pad_token", "padding_token_id")];

    public static ModelText Open(string path)
    {
        var tokenizer = Tokenizer.Load(path);
        using var file = GgufFile.Open(path);
        var values = new GgufValues(file);
        var special = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, key) in Named)
        {
            if (values.Whole(Keys + key) is { } id and >= 0 and <= int.MaxValue && tokenizer.IdToToken((int)id) is { } token)
                special[name] = token;
        }

        HashSet<int> stops = [];
        foreach (var key in (string[])["eos_token_id", "eot_token_id"])
        {
            if (values.Whole(Keys + key) is { } id && id >= 0 && id < tokenizer.VocabularySize)
                stops.Add((int)id);
        }

        return new ModelText
        {
            Tokenizer = tokenizer,
            ChatTemplateSource = values.Text("tokenizer.chat_template") is { Length: > 0 } template ? template : null,
            SpecialTokens = special,
            StopTokenIds = stops,
        };
    }
}
