namespace Attune.Hosting.Processes;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramSearch
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    /// <summary>The program's path, or null where it is in no folder of the PATH.</summary>
    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Endings.Select(ending => Path.Combine(folder, program.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? program : program + ending)))
            .FirstOrDefault(File.Exists);
}
