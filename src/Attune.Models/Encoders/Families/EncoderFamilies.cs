namespace Attune.Models;

/// <summary>The supported encoders by the class names that config.json gives them. A new family is a file of its own and a line here.</summary>
internal static class EncoderFamilies
{
    private static readonly EncoderFamily[] All =
    [
        Bert.Family, Roberta.Family, Roberta.XlmFamily, DistilBert.Family, Electra.Family, Mpnet.Family, Deberta.Family, ModernBert.Family,
    ];

    private static readonly (EncoderTask Task, string Suffix)[] Suffixes =
    [
        (EncoderTask.None, "Model"),
        (EncoderTask.SequenceClassification, "ForSequenceClassification"),
        (EncoderTask.TokenClassification, "ForTokenClassification"),
        (EncoderTask.MaskedLanguageModel, "ForMaskedLM"),
    ];

    private static readonly Dictionary<string, (EncoderFamily Family, EncoderTask Task)> ByName = (
        from family in All
        from suffix in Suffixes
        select (Name: family.ClassPrefix + suffix.Suffix, Family: family, suffix.Task))
        .ToDictionary(entry => entry.Name, entry => (entry.Family, entry.Task), StringComparer.Ordinal);

    /// <summary>Whether a class name is one of an encoder.</summary>
    public static bool Has(string architecture) => ByName.ContainsKey(architecture);

    /// <summary>Family and head of a class name.</summary>
    /// <exception cref="AttuneException">ATT4104: there is none of this name.</exception>
    public static (EncoderFamily Family, EncoderTask Task) Get(string architecture, string? file = null) =>
        ByName.TryGetValue(architecture, out var found)
            ? found
            : throw new AttuneException(
                "ATT4104", $"'{architecture}' is no encoder that is supported.", $"Supported: {string.Join(", ", Names)}.", file);

    /// <summary>All class names.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The class name of a family with another head.</summary>
    public static string NameOf(EncoderFamily family, EncoderTask task) =>
        family.ClassPrefix + Suffixes.Single(suffix => suffix.Task == task).Suffix;

    /// <summary>The class without a head of a <c>model_type</c>, or null.</summary>
    public static string? NameOf(string modelType) =>
        All.FirstOrDefault(family => family.ModelType == modelType) is { } found ? NameOf(found, EncoderTask.None) : null;
}
