namespace Attune.Models;

/// <summary>The supported architecture that an unknown name is likest: of related families by what they are made of, else by the letters.</summary>
internal static class NearestArchitecture
{
    /// <summary>Well-known families that are not here, by what their names begin with, and what they share most layers with.</summary>
    private static readonly (string Family, string Nearest)[] Kin =
    [
        ("falcon", "GPTNeoXForCausalLM"), ("gptj", "GPTNeoXForCausalLM"), ("stablelm", "GPTNeoXForCausalLM"), ("persimmon", "GPTNeoXForCausalLM"),
        ("gptneox", "GPTNeoXForCausalLM"), ("opt", "GPT2LMHeadModel"), ("gptneo", "GPT2LMHeadModel"), ("gptbigcode", "GPT2LMHeadModel"), ("bloom", "GPT2LMHeadModel"), ("mpt", "GPT2LMHeadModel"), ("codegen", "GPTNeoXForCausalLM"),
        ("cohere", "LlamaForCausalLM"), ("olmoe", "Qwen2MoeForCausalLM"), ("olmofor", "LlamaForCausalLM"), ("deepseek", "Qwen2MoeForCausalLM"), ("qwen3moe", "Qwen2MoeForCausalLM"),
        ("gptoss", "MixtralForCausalLM"), ("dbrx", "MixtralForCausalLM"), ("grok", "MixtralForCausalLM"), ("internlm", "LlamaForCausalLM"), ("baichuan", "LlamaForCausalLM"),
        ("yi", "LlamaForCausalLM"), ("glm", "LlamaForCausalLM"), ("chatglm", "LlamaForCausalLM"), ("nemotron", "LlamaForCausalLM"), ("exaone", "LlamaForCausalLM"),
        ("phimoe", "MixtralForCausalLM"), ("phi4", "Phi3ForCausalLM"),
    ];

    /// <param name="name">A class name or a <c>model_type</c>.</param>
    public static string Of(string name)
    {
        var letters = Letters(name);
        foreach (var (family, nearest) in Kin)
        {
            if (letters.StartsWith(family, StringComparison.Ordinal))
                return nearest;
        }

        var core = Core(letters);
        return Architectures.Names.Concat(EncoderFamilies.Names).MinBy(known => Distance(core, Core(Letters(known))))!;
    }

    /// <summary>Of long names the first 200 letters count.</summary>
    private static string Letters(string name) => string.Concat(name.Take(200).Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The family without what it is for.</summary>
    private static string Core(string letters)
    {
        foreach (var end in (string[])["for", "lmheadmodel", "model"])
        {
            if (letters.IndexOf(end, StringComparison.Ordinal) is > 0 and var at)
                return letters[..at];
        }

        return letters;
    }

    /// <summary>The edit distance of Levenshtein.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < b.Length; j++)
            {
                var substituted = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, 1 + Math.Min(row[j], diagonal));
            }
        }

        return row[b.Length];
    }
}
