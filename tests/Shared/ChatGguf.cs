namespace Attune.TestSupport;

/// <summary>
/// A small GGUF file of a chat model: a vocabulary of all bytes, five merges and four special tokens, and a template. As it
/// stands it serves what it was trained with; each property plants a fault.
/// </summary>
internal sealed record ChatGguf
{
    public const string RightTemplate =
        "{{ bos_token }}{% if tools %}<|im_start|>tools\n{{ tools | tojson }}<|im_end|>\n{% endif %}" +
        "{% for m in messages %}<|im_start|>{{ m.role }}\n" +
        "{% if m.reasoning_content %}<think>{{ m.reasoning_content }}</think>{% endif %}{{ m.content }}" +
        "{% for call in m.tool_calls %}<call>{{ call.function.name }} {{ call.function.arguments | tojson }}</call>{% endfor %}<|im_end|>\n{% endfor %}" +
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% if enable_thinking is false %}<think></think>{% endif %}{% endif %}";

    public const uint Begin = 256, End = 257, TurnStart = 258, TurnEnd = 259;

    private static readonly string[] Special = ["<s>", "</s>", "<|im_start|>", "<|im_end|>"];
    private static readonly string[] Pairs = ["Ġ t", "h e", "i n", "Ġt he", "1 2"];

    /// <summary>Null: the file has none.</summary>
    public string? Template { get; init; } = RightTemplate;

    /// <summary>The id of eos_token_id; null: the file has none.</summary>
    public uint? StopToken { get; init; } = TurnEnd;

    /// <summary>The id of eot_token_id; null: the file has none.</summary>
    public uint? TurnStopToken { get; init; }

    public bool AddsBegin { get; init; }

    public bool AddsEnd { get; init; }

    public string Splits { get; init; } = "qwen2";

    /// <summary>How many of the five merges the file has.</summary>
    public int Merges { get; init; } = 5;

    public void WriteTo(string path)
    {
        string[] merged = [.. Pairs.Select(pair => pair.Replace(" ", "", StringComparison.Ordinal))];
        string[] tokens = [.. Bytes(), .. Special, .. merged];
        var file = new GgufWriter().Text("general.name", "chat").Text("tokenizer.ggml.model", "gpt2").Text("tokenizer.ggml.pre", Splits);
        file.Texts("tokenizer.ggml.tokens", tokens).Texts("tokenizer.ggml.merges", Pairs[..Merges]);
        file.List("tokenizer.ggml.token_type", 5, [.. tokens.Select(token => Special.Contains(token) ? 3 : 1)]);
        file.Number("tokenizer.ggml.bos_token_id", Begin).Flag("tokenizer.ggml.add_bos_token", AddsBegin).Flag("tokenizer.ggml.add_eos_token", AddsEnd);
        if (StopToken is { } stop)
            file.Number("tokenizer.ggml.eos_token_id", stop);
        if (TurnStopToken is { } turnStop)
            file.Number("tokenizer.ggml.eot_token_id", turnStop);
        if (Template is not null)
            file.Text("tokenizer.chat_template", Template);
        File.WriteAllBytes(path, file.ToArray());
    }

    /// <summary>The bytes as byte-level vocabularies write them: what cannot be seen is moved behind the first 256 characters.</summary>
    private static IEnumerable<string> Bytes()
    {
        var moved = 0;
        for (var value = 0; value < 256; value++)
            yield return ((char)(value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174 ? value : 256 + moved++)).ToString();
    }
}
