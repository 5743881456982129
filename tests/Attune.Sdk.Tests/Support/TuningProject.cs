using System.Diagnostics;
using Attune.TestSupport;

namespace Attune.Sdk.Tests.Support;

/// <summary>A user's project in a temporary folder: it imports the SDK by path and has data, a recipe and a tiny base of its own.</summary>
internal sealed class TuningProject : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly TemporaryFolder _folder = new();

    public TuningProject()
    {
        var sdk = Path.Combine(SharedData.RepositoryRoot, "src", "Attune.Sdk", "Sdk");
        Write("Colours.csproj", $"""
            <Project>
              <Import Project="{sdk}/Sdk.props" />
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AttuneThreads>1</AttuneThreads>
                <!-- The rooms were built with the tests; building them again from here would only race with other tests. -->
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
              <Import Project="{sdk}/Sdk.targets" />
            </Project>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Recipe.cs", Recipe(assertion: "answer.Text.Should().NotBeNull();", system: "Name the colour."));
        WriteRows(Rows());
        TinyBase.Write(PathOf("base"), Rows());
    }

    public string Folder => _folder.Path;

    public string DataFile => PathOf("data/rows.jsonl");

    public static List<string> Rows() =>
        [.. Enumerable.Range(0, 40).Select(i => $$"""{"text": "thing number {{i}} is {{(i % 2 == 0 ? "red" : "blue")}}", "colour": "{{(i % 2 == 0 ? "red" : "blue")}}"}""")];

    public static string Recipe(string assertion, string system, int epochs = 2) => $$$"""
        [Dataset("data/rows.jsonl", TestFraction = 0.2)]
        public sealed partial record Thing(string Text, [property: Completion] string Colour);

        [Prompt<Thing>(System = "{{{system}}}", User = "{{ text }}")]
        public static partial class NameColour;

        [Recipe<Thing>(Base = "base", Prompt = typeof(NameColour), Epochs = {{{epochs}}}, BatchSize = 4, LearningRate = 1e-2, MaxNewTokens = 8)]
        [Lora(Rank = 2)]
        public static partial class ColourModel
        {
            [Assertion(AtLeast = 0.01)]
            static void Holds(Thing thing, Completion answer) => {{{assertion}}}
        }
        """;

    /// <summary>All weights and many steps, so that the loss falls for some seconds and there is time to look at the run.</summary>
    public static string LongRecipe() => Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 250)
        .Replace("[Lora(Rank = 2)]\n", "", StringComparison.Ordinal).Replace("1e-2", "3e-4", StringComparison.Ordinal);

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    public void WriteRows(IEnumerable<string> rows) => Write("data/rows.jsonl", string.Join('\n', rows) + "\n");

    /// <summary>The hash of the tuned weights in the lock file.</summary>
    public string LockedWeights()
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(PathOf("attune.lock.json")));
        return document.RootElement.GetProperty("recipes").GetProperty("ColourModel").GetProperty("weights").GetString()!;
    }

    public Run Build(params string[] arguments) => Dotnet(["build", Folder, "--nologo", "-nodeReuse:false", .. arguments]);

    /// <summary>Runs the built program itself.</summary>
    public Run Program(params string[] arguments) => Dotnet(["exec", ProgramPath, .. arguments]);

    /// <summary>Runs the built program with environment variables.</summary>
    public Run Program(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Dotnet(["exec", ProgramPath, .. arguments], environment);

    public string ProgramPath => PathOf("bin/Debug/net10.0/Colours.dll");

    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // What the test runner tells its own child processes is not for this one.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Dispose();

    private static Run Dotnet(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} took longer than {Limit}.");
        }

        return new Run(process.ExitCode, output.Result + error.Result);
    }
}

/// <summary>What a command printed and how it ended.</summary>
internal sealed record Run(int ExitCode, string Output)
{
    public Run MustSucceed()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }
}
