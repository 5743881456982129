using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>What a compiler's server keeps of a project when its build is over, for the next build of it.</summary>
internal static class KeptMemory
{
    // The first one brings what all share: code, caches of templates, symbols of references.
    private const int Before = 3;
    private const int Projects = 10;

    public static async Task RunAsync(int recipes, Action<FormattableString> print)
    {
        List<(string Path, string Text)> files = [.. new ManyRecipes(recipes).Files()];
        var user = new UserCompilation(files, new BuildOptions());
        long kept = 0;
        for (int project = 0; project < Before + Projects; project++)
        {
            if (project == Before)
                kept = GC.GetTotalMemory(forceFullCollection: true);
            await CompileAsync(user, string.Create(CultureInfo.InvariantCulture, $"Kept{project}"));
        }

        kept = GC.GetTotalMemory(forceFullCollection: true) - kept;
        print($"kept memory     {kept / 1048576.0 / Projects:0.00} MB of a project with {recipes} recipes, whose {files.Count} files have {files.Sum(file => file.Text.Length) / 1000} thousand characters");
    }

    private static async Task CompileAsync(UserCompilation user, string project)
    {
        user.Driver().RunGeneratorsAndUpdateCompilation(user.Create(project), out var complete, out _);
        await user.Analyze(complete, UserCompilation.Analyzers).GetAnalysisResultAsync(CancellationToken.None);
    }
}
