using System.Globalization;
using System.Text.Json;
using Attune.Hosting.Processes;

namespace Attune.Hosting.Declarations;

/// <summary>The program that a tuning project builds, and how the SDK says it is run.</summary>
/// <param name="projectFile">The project.</param>
/// <param name="answerFile">Where the build writes what it knows; in the host's own folder.</param>
internal sealed class BuiltProgram(string projectFile, string answerFile)
{
    /// <summary>What builds and runs a tuning project.</summary>
    public const string Launcher = "dotnet";

    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",

        // What a test runner or another build told the host is not for this build.
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildSDKsPath"] = null,
        ["MSBuildExtensionsPath"] = null,
        ["MSBUILDNOINPROCNODE"] = null,
    };

    /// <summary>What is added to (null: taken from) the environment of the build and of what it builds.</summary>
    public IReadOnlyDictionary<string, string?> Environment => Quiet;

    /// <summary>The project's folder.</summary>
    public string Folder => Path.GetDirectoryName(projectFile)!;

    /// <remarks>Build servers outlive the build that started them; nothing that a host starts may outlive the host.</remarks>
    public ProcessSpecification BuildCommand() => new(
        Launcher,
        [
            "build", projectFile, "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-verbosity:minimal", "-t:Program",
            "-getProperty:AttuneProgram,AttuneProgramArguments", "-getResultOutputFile:" + answerFile,
        ],
        Folder,
        Quiet);

    /// <exception cref="HostingException">The build did not say where the program is.</exception>
    public ProcessSpecification VerbCommand(string verb, int? threads, IReadOnlyList<string> extraArguments)
    {
        var (program, arguments) = Read();
        var all = CommandLine.Split(arguments);
        if (threads is { } count)
            CommandLine.Set(all, "--threads", count.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i + 1 < extraArguments.Count; i += 2)
            CommandLine.Set(all, extraArguments[i], extraArguments[i + 1]);
        return new ProcessSpecification(Launcher, ["exec", program, verb, .. all], Folder, Quiet);
    }

    private (string Program, string Arguments) Read()
    {
        try
        {
            using var answer = JsonDocument.Parse(File.ReadAllText(answerFile));
            var properties = answer.RootElement.GetProperty("Properties");
            var program = properties.GetProperty("AttuneProgram").GetString();
            if (!string.IsNullOrEmpty(program))
                return (program, properties.GetProperty("AttuneProgramArguments").GetString() ?? "");
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw NotBuilt(e);
        }

        throw NotBuilt(null);
    }

    private HostingException NotBuilt(Exception? inner) => new(
        "ATT4405", "The project was not built, or is no tuning project.", "Its build's row shows the errors; the project must use Attune.Sdk.", projectFile, inner);
}
