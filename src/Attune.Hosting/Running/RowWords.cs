using System.Globalization;

namespace Attune.Hosting.Running;

/// <summary>What a row is called that waits or was restarted, in whichever host.</summary>
internal static class RowWords
{
    public const string Queued = "Queued";
    public const string Restarting = "Restarting";

    /// <summary>One word, since the column is narrow; what is waited for stands in the details.</summary>
    public static string StateOf(ResourceSnapshot row) => row.State switch
    {
        ResourceState.Waiting when row.WaitKind == WaitKind.Turn => Queued,
        ResourceState.Waiting when row.WaitKind == WaitKind.Restart => Restarting,
        _ => row.State.ToString(),
    };

    /// <summary>What the program reports, what is waited for, and how often it was restarted.</summary>
    public static IEnumerable<ReportedProperty> PropertiesOf(ResourceSnapshot row)
    {
        foreach (var property in row.Properties)
            yield return property;
        if (row.WaitsFor is { } what)
            yield return new ReportedProperty("attune.waitsFor", "Waits for", what, IsHighlighted: true);
        if (row.Restarts > 0)
            yield return new ReportedProperty("attune.restarts", "Restarts", row.Restarts.ToString(CultureInfo.InvariantCulture));
    }
}
