using System.Diagnostics;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Inspection;

/// <summary>A tuning project's own program, which knows its rows: it is built and run, and its output shown.</summary>
internal static class ProjectProgram
{
    /// <returns>The program's exit code.</returns>
    public static int Inspect(string project, string page, string? recipe, Streams streams)
    {
        if (!Directory.Exists(project) && !File.Exists(project))
            throw ToolErrors.CannotRead(project, new DirectoryNotFoundException());
        List<string> arguments = ["run", "--project", project, "--", "inspect", "--html", Path.GetFullPath(page)];
        if (recipe is not null)
            arguments.AddRange(["--recipe", recipe]);
        streams.Output.Flush();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new AttuneException(
                ToolErrors.NoDotnet, $"The project could not be run: {e.Message}", "Install the .NET SDK, and put dotnet on the PATH.", inner: e);
        }
    }
}
