using Attune.Hosting.Running;

namespace Attune.Hosting.Terminal;

/// <summary>Whether nothing goes on by itself any more because something failed; without a word the host would seem to hang.</summary>
internal static class Standstill
{
    /// <summary>The failed rows where nothing runs and nothing will until somebody acts; none otherwise.</summary>
    public static IReadOnlyList<string> FailedOf(IReadOnlyList<ResourceSnapshot> rows)
    {
        var stuck = new HashSet<string>(rows.Where(IsAtRestUnfinished).Select(row => row.DisplayName), StringComparer.Ordinal);
        var known = -1;
        while (known != stuck.Count)
        {
            known = stuck.Count;
            stuck.UnionWith(rows.Where(row => WaitsForAnother(row) && row.DependsOn.Any(stuck.Contains)).Select(row => row.DisplayName));
        }

        return rows.All(row => row.IsAtRest || (WaitsForAnother(row) && stuck.Contains(row.DisplayName)))
            ? [.. rows.Where(row => row.State == ResourceState.Failed).Select(row => row.Name)]
            : [];
    }

    private static bool IsAtRestUnfinished(ResourceSnapshot row) => row.IsAtRest && row.State != ResourceState.Finished;

    private static bool WaitsForAnother(ResourceSnapshot row) => row is { State: ResourceState.Waiting, WaitKind: WaitKind.Resource };
}
