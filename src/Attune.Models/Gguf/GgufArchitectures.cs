namespace Attune.Models;

/// <summary>The families that are read from and written to GGUF files. A new one is a file of its own and a line here.</summary>
internal static class GgufArchitectures
{
    private static readonly GgufArchitecture[] All =
    [
        GgufLlama.Architecture, GgufQwen.Qwen2, GgufQwen.Qwen3, GgufGemma.Gemma2, GgufGemma.Gemma3, GgufPhi3.Architecture, GgufGpt2.Architecture,
        GgufGranite.Architecture, GgufQwen2Moe.Architecture, GgufGemma.Gemma, GgufGptNeoX.Architecture, GgufOlmo2.Architecture, GgufPhi.Architecture,
        GgufSmolLm3.Architecture, GgufStarCoder2.Architecture,
    ];

    /// <exception cref="AttuneException">ATT4122: not one of them.</exception>
    public static GgufArchitecture Of(GgufFile file)
    {
        var name = new GgufValues(file).RequiredText("general.architecture");
        return All.FirstOrDefault(architecture => architecture.Name == name) ?? throw new AttuneException(
            "ATT4122", $"GGUF files of the architecture '{name}' are not supported.",
            $"The nearest is {NearestArchitecture.Of(name)}. Supported: {string.Join(", ", All.Select(architecture => architecture.Name))}.", file.FilePath);
    }

    /// <exception cref="AttuneException">ATT4124: not one of them.</exception>
    public static GgufArchitecture For(ModelConfiguration configuration) =>
        All.FirstOrDefault(architecture => architecture.Models.Contains(configuration.Architecture)) ?? throw new AttuneException(
            "ATT4124", $"Models of {configuration.Architecture} cannot be written as GGUF.",
            $"Supported: {string.Join(", ", All.SelectMany(architecture => architecture.Models))}.");
}
