namespace Attune.Hosting.Reports;

/// <summary>The names of report links among a row's addresses.</summary>
internal static class ReportUrls
{
    private const string Prefix = "report ";

    public static string Name(string recipe) => Prefix + recipe;

    public static bool IsReport(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
