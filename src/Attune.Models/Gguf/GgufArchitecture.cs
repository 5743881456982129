using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>One family in GGUF files.</summary>
internal sealed record GgufArchitecture
{
    /// <summary>The name in files (<c>general.architecture</c>), which keys begin with.</summary>
    public required string Name { get; init; }

    /// <summary>The architectures of Hugging Face that are written so.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What config.json would say of a file.</summary>
    public required Func<GgufFile, JsonObject> ReadConfiguration { get; init; }

    /// <summary>Writes what llama.cpp must know of a model; refuses (ATT4124) what it cannot compute.</summary>
    public required Action<GgufWriter, ModelConfiguration> WriteConfiguration { get; init; }

    /// <summary>What llama.cpp computes between the matrices of feed-forward blocks, whatever the file says.</summary>
    /// <value>Default <see cref="Activation.Silu"/>.</value>
    public Activation Activation { get; init; } = Activation.Silu;

    /// <summary>Its weights. Rules of weights that a model does not have are not used.</summary>
    public required IReadOnlyList<GgufTensorRule> Tensors { get; init; }

    /// <summary>Tensors that files may hold without need.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
