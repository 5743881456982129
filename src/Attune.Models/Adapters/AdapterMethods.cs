namespace Attune.Models;

/// <summary>The tuning methods, by the name that <c>adapter_config.json</c> gives them. A new one is a folder of its own and a line here.</summary>
internal static class AdapterMethods
{
    private static readonly AdapterMethod[] All =
    [
        LoraMethod.Method,
        Ia3Method.Method,
        BottleneckMethod.Method,
        PrefixTuningMethod.Method,
        PromptTuningMethod.Method,
        PTuningMethod.Method,
    ];

    private static readonly Dictionary<string, AdapterMethod> ByPeftType = All.ToDictionary(method => method.PeftType, StringComparer.Ordinal);

    private static readonly Dictionary<Type, AdapterMethod> ByOptions = All.ToDictionary(method => method.OptionsType);

    public static IEnumerable<string> Names => ByPeftType.Keys.Order(StringComparer.Ordinal);

    public static AdapterMethod? Find(string peftType) => ByPeftType.GetValueOrDefault(peftType);

    public static AdapterMethod Of(IAdapterOptions options) => ByOptions[options.GetType()];
}
