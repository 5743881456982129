using Attune.Tensors;

namespace Attune.Models;

/// <summary>The names of activations in config.json.</summary>
internal static class ActivationNames
{
    private static readonly Dictionary<string, Activation> ByName = new(StringComparer.Ordinal)
    {
        ["silu"] = Activation.Silu,
        ["swish"] = Activation.Silu,
        ["gelu"] = Activation.Gelu,
        ["gelu_python"] = Activation.Gelu,
        ["gelu_new"] = Activation.GeluTanh,
        ["gelu_fast"] = Activation.GeluTanh,
        ["gelu_pytorch_tanh"] = Activation.GeluTanh,
        ["gelu_python_tanh"] = Activation.GeluTanh,
        ["gelu_accurate"] = Activation.GeluTanh,
        ["quick_gelu"] = Activation.QuickGelu,
        ["relu"] = Activation.Relu,
        ["relu2"] = Activation.ReluSquared,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
    };

    /// <exception cref="AttuneException">ATT4105: an unknown name.</exception>
    public static Activation Read(ConfigurationReader json, string key, Activation otherwise)
    {
        if (json.Text(key) is not { } name)
            return otherwise;
        return ByName.TryGetValue(name, out var activation)
            ? activation
            : throw new AttuneException("ATT4105", $"'{key}' is \"{name}\", which is not supported.", $"Supported: {string.Join(", ", ByName.Keys)}.", json.File);
    }

    public static string Write(Activation activation) => activation switch
    {
        Activation.GeluTanh => "gelu_pytorch_tanh",
        _ => ByName.First(pair => pair.Value == activation).Key,
    };
}
