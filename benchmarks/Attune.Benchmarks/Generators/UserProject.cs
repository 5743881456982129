using System.Diagnostics;
using System.Text.Json;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// The sample with many recipes as a project on disk, built once as a user builds it, so that MSBuild tells the compiler's
/// command line: reference assemblies, the .NET SDK's own analyzers and generators, symbols and documentation.
/// </summary>
internal sealed class UserProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-compile-").FullName;
    private readonly List<string> _commandLine;
    private readonly IReadOnlyList<string> _generated;

    public UserProject(ManyRecipes recipes)
    {
        string sdk = Path.Combine(ManyRecipes.RepositoryRoot(), "src", "Attune.Sdk", "Sdk");
        Write("ManyRecipes.csproj", $"""
            <Project>
              <Import Project="{sdk}/Sdk.props" />
              <PropertyGroup>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <NoWarn>$(NoWarn);CS1591</NoWarn>
                <AttuneCheckOnBuild>false</AttuneCheckOnBuild>
                <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
                <!-- They were built with this benchmark. -->
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
              <Import Project="{sdk}/Sdk.targets" />
            </Project>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("data/questions.jsonl", "");
        foreach ((string path, string text) in recipes.SampleFiles())
            Write(path, text);

        Dotnet("build", "-c", "Release", "--nologo", "-v:q", "-p:EmitCompilerGeneratedFiles=true", "-nodeReuse:false");
        // A file that does not exist is what an editor asks with, so that the target is not skipped as up to date.
        using var answer = JsonDocument.Parse(Dotnet(
            "msbuild", "-t:Compile", "-p:Configuration=Release", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
            "-p:NonExistentFile=none", "-nodeReuse:false", "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath"));
        _commandLine = [.. answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
        Compiler = Path.Combine(answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");
        Analyzers = _commandLine.Count(argument => IsAnalyzer(argument) && !IsOurs(argument));
        _generated = [.. Directory.EnumerateFiles(Path.Combine(_folder, "obj", "generated", "Attune.Generators"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Characters = _generated.Sum(path => File.ReadAllText(path).Length);
    }

    /// <summary>The folder to compile in.</summary>
    public string Folder => _folder;

    /// <summary>The compiler of the .NET SDK that built the project.</summary>
    public string Compiler { get; }

    /// <summary>The assemblies of analyzers and generators that the .NET SDK adds.</summary>
    public int Analyzers { get; }

    /// <summary>The files that our generators wrote.</summary>
    public int Generated => _generated.Count;

    /// <summary>The characters in them.</summary>
    public int Characters { get; }

    /// <summary>Writes a response file with the command line of the build, and returns its path.</summary>
    public string WithGenerators() => Write("with.rsp", string.Join('\n', _commandLine.Select(Quote)));

    /// <summary>Writes a response file with the same command line but for our assemblies: what they generated is among the sources.</summary>
    public string ByHand() => Write("without.rsp", string.Join('\n', WithoutOurs().Concat(_generated).Select(Quote)));

    /// <summary>Writes a response file with the same command line but for the floor's assembly in the place of ours.</summary>
    public string Floor()
    {
        string floor = Path.Combine(_folder, "obj", "Floor.dll");
        File.WriteAllBytes(floor, FloorAssembly.Build([.. _generated.Select(path => (Path.GetFileName(path), File.ReadAllText(path)))]));
        return Write("floor.rsp", string.Join('\n', WithoutOurs().Append("/analyzer:" + floor).Select(Quote)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<string> WithoutOurs() => _commandLine.Where(argument => !IsAnalyzer(argument) || !IsOurs(argument));

    private static bool IsAnalyzer(string argument) => argument.StartsWith("/analyzer:", StringComparison.Ordinal);

    private static bool IsOurs(string argument) => Path.GetFileName(argument.Trim('"')).StartsWith("Attune.", StringComparison.Ordinal);

    private static string Quote(string argument) => argument.Contains(' ') && !argument.Contains('"') ? $"\"{argument}\"" : argument;

    private string Write(string relative, string text)
    {
        string path = Path.Combine(_folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}");
    }
}
