using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>What an AppHost's news of a row say.</summary>
internal static class AppNews
{
    public static string? StateOf(ResourceEvent news) => news.Snapshot.State?.Text;

    public static string? Value(ResourceEvent news, string name) => news.Snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value as string;

    public static int? ProcessId(ResourceEvent news) =>
        news.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } id ? Convert.ToInt32(id, CultureInfo.InvariantCulture) : null;
}
