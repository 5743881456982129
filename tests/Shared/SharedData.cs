namespace Attune.TestSupport;

/// <summary>
/// Finds the reference data kept beside the repository (<c>../shared</c>). Tests that need it use
/// <see cref="SharedFactAttribute"/> or <see cref="SharedTheoryAttribute"/> and are skipped, saying so, where it is absent.
/// </summary>
internal static class SharedData
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared"));

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Null where the path exists, else the reason to skip.</summary>
    public static string? WhyMissing(string relative) =>
        File.Exists(Path(relative)) || Directory.Exists(Path(relative))
            ? null
            : $"needs reference data at ../shared/{relative}, which is not on this machine";

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Sdk.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Tests must run from inside the repository (no Sdk.sln above the test assembly).");
    }
}

/// <summary>A fact that needs a file or folder below <c>../shared</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string relativePath) => Skip = SharedData.WhyMissing(relativePath);
}

/// <summary>A theory that needs a file or folder below <c>../shared</c>; its member data is not read where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string relativePath) => Skip = SharedData.WhyMissing(relativePath);
}
