using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>IA3 (Liu and others, "Few-shot parameter-efficient fine-tuning is better and cheaper than in-context learning", 2022).</summary>
internal static class Ia3Method
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "exclude_modules", "fan_in_fan_out", "feedforward_modules", "init_ia3_weights", "modules_to_save", "target_modules",
    };

    public static AdapterMethod Method { get; } = AdapterMethod.OfAny<Ia3Options>("IA3", Keys, Read, Write, LayOut);

    private static Ia3Options Read(ConfigurationReader json)
    {
        var (targets, pattern) = TargetKeys.ReadTargets(json);
        if (json.Find("feedforward_modules") is { ValueKind: JsonValueKind.String })
            throw AdapterConfigurationFile.Unsupported(json, "feedforward_modules", "Name the modules in a list.");
        return new Ia3Options(targets, json.Texts("feedforward_modules"))
        {
            TargetPattern = pattern,
            Excluded = TargetKeys.ReadExcluded(json),
            ModulesToSave = json.Texts("modules_to_save"),
        };
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Write(Ia3Options options, IAdaptableModel model)
    {
        yield return new("fan_in_fan_out", options.Modules.Select(model).Exists(host => host.Weight.StoredTransposed));
        yield return new("feedforward_modules", AdapterConfigurationFile.List(options.FeedForward));
        yield return new("init_ia3_weights", true);
        yield return new("modules_to_save", AdapterConfigurationFile.List(options.ModulesToSave));
        foreach (var pair in TargetKeys.Write(options.Modules, model).Where(pair => !pair.Key.StartsWith("layers_", StringComparison.Ordinal)))
            yield return pair;
    }

    private static AdapterLayout LayOut(IAdaptableModel model, Ia3Options options)
    {
        var hosts = options.Modules.Select(model);
        if (options.FeedForward.FirstOrDefault(name => !hosts.Exists(host => IsFeedForward(host, name))) is { } stray)
            throw ModuleTargets.Wrong($"the feed-forward module '{stray}' is not among the targets");
        var whole = WholeParameter.OfModules(model, ClassifierModules.With(model, options.ModulesToSave));
        ClassifierModules.RequireApart(hosts, whole);
        return new AdapterLayout(
            [.. hosts.Select(host => new Ia3Update(BlockLayer(model, host), options.FeedForward.Any(name => IsFeedForward(host, name)))),
             .. whole]);
    }

    private static bool IsFeedForward(IAdapterHost host, string name) => host.Name.EndsWith(name, StringComparison.Ordinal);

    private static LinearLayer BlockLayer(IAdaptableModel model, IAdapterHost host) =>
        host is LinearLayer layer && layer != model.HeadLayer
            ? layer
            : throw new AttuneException("ATT4151", $"IA3 on '{host.Name}' is not supported.", "Leave embedding and head out of the targets.");
}
