namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>A severity in an <c>.editorconfig</c> that nothing listens to: a slip of the pen would leave the rule as it was.</summary>
internal static class UnusedSeverity
{
    public const string Code = "ATT3113";

    /// <summary>Rules that are no row check of this library: ATT3061 needs the weights of a base model, ATT4175 the recipe.</summary>
    private static readonly string[] Others = [Code, "ATT3061", "ATT4175"];

    private static readonly Dictionary<string, IRowCheck> Checks = RowChecks.All.ToDictionary(check => check.Code, StringComparer.Ordinal);

    /// <summary>What is wrong with giving this id a severity; null where nothing is.</summary>
    public static string? WhyUnused(string code)
    {
        if (Checks.TryGetValue(code, out var check))
            return check.IsConfigurable ? null : $"{code} is always an error, so a severity does not change it.";
        if (Others.Contains(code))
            return null;
        return IsReading(code) ? $"{code} is an error of reading, so a severity does not change it." : $"There is no row check {code}.";
    }

    private static bool IsReading(string code) => code.StartsWith("ATT30", StringComparison.Ordinal) && string.CompareOrdinal(code, "ATT3050") < 0 && code.Length == 7;
}
