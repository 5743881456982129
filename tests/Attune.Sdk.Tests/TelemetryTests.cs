using System.Text.Json;
using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>What a run tells other programs: the events file, and OpenTelemetry by OTLP to a receiver of the test.</summary>
public sealed class TelemetryTests
{
    private const string NothingLoaded =
        "System.AppDomain.CurrentDomain.GetAssemblies().Should().NotContain(a => answer.Text != null && a.GetName().Name!.StartsWith(\"OpenTelemetry\"));";

    private static readonly string[] Phases = ["load", "check", "tune", "base", "tuned", "evaluate"];

    [Fact]
    public void A_run_is_told_in_its_events_file_and_nothing_else_is_loaded()
    {
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.Recipe(NothingLoaded, "Name the colour."));
        project.Build().MustSucceed();
        var events = Tune(project, 0);
        Assert.Equal(Phases, Of(events, "phase").Select(e => e.GetProperty("phase").GetString()));
        Assert.All(events, e => Assert.Equal("ColourModel", e.GetProperty("recipe").GetString()));
        Assert.Equal(events.Select(e => e.GetProperty("time").GetDateTimeOffset()).Order(), events.Select(e => e.GetProperty("time").GetDateTimeOffset()));

        // 31 rows in batches of 4, twice.
        var steps = Of(events, "step");
        Assert.Equal(1, steps[0].GetProperty("step").GetInt32());
        Assert.Equal((16, 16, 2.0), (steps[^1].GetProperty("step").GetInt32(), steps[^1].GetProperty("steps").GetInt32(), steps[^1].GetProperty("epoch").GetDouble()));
        Assert.Equal(0, steps[^1].GetProperty("secondsLeft").GetDouble());
        Assert.True(steps[^1].GetProperty("heldOutLoss").GetDouble() > 0);
        Assert.All(steps, step => Assert.All(
            new[] { "loss", "learningRate", "gradientNorm", "tokensPerSecond" }, name => Assert.True(step.GetProperty(name).GetDouble() >= 0, name)));

        var assertion = Assert.Single(Of(events, "assertion"));
        Assert.Equal("Holds", assertion.GetProperty("name").GetString());
        Assert.Equal((1.0, 1.0, 1.0, 0.01), (Number("base"), Number("tuned"), Number("high"), Number("atLeast")));
        Assert.InRange(Number("low"), 0.6, 0.8); // Wilson, 9 of 9
        Assert.Equal(1, Number("p"));
        Assert.True(assertion.GetProperty("passed").GetBoolean());
        var artifact = Assert.Single(Of(events, "artifact"));
        Assert.All(new[] { "report", "lock" }, name => Assert.True(File.Exists(artifact.GetProperty(name).GetString()), name));
        Assert.True(Directory.Exists(artifact.GetProperty("folder").GetString()));
        Assert.Equal("tuned", Outcome(events));

        Assert.Equal("up-to-date", Outcome(Tune(project, 0)));
        Assert.Equal("checked", Outcome(Events(project, 0, "check")));
        Assert.Equal("evaluated", Outcome(Events(project, 0, "evaluate")));
        project.WriteRows([.. TuningProject.Rows(), "{\"text\": \"half"]);
        var failed = Tune(project, 1);
        Assert.Equal("failed", Outcome(failed));
        Assert.Contains("ATT3004", failed[^1].GetProperty("message").GetString());

        double Number(string name) => assertion.GetProperty(name).GetDouble();
    }

    [Fact]
    public void A_run_is_exported_by_OTLP_and_all_of_it_before_the_program_ends()
    {
        using var project = new TuningProject();
        using var receiver = new OtlpReceiver();
        project.Build().MustSucceed();
        var run = project.Program(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=of-the-test",
                ["OTEL_SERVICE_NAME"] = "colours-trainer",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=first",
                ["ATTUNE_EVENTS"] = project.Folder, // no file can be written there; the run goes on
            },
            "tune", "--project", project.Folder, "--threads", "1").MustSucceed();
        Assert.Contains("ATTUNE_EVENTS", run.Output);

        Assert.All(receiver.Keys, key => Assert.Equal("of-the-test", key));
        Assert.Equal("colours-trainer", receiver.Resource["service.name"].Distinct().Single());
        Assert.Equal("first", receiver.Resource["service.instance.id"].Distinct().Single());

        var spans = receiver.Spans;
        var top = Assert.Single(spans, span => span.Text(5) == "tune ColourModel");
        Assert.Equal("", top.Hex(4));
        Assert.All(spans, span => Assert.Equal(top.Hex(1), span.Hex(1)));
        Assert.Equal(["load", "check", "tune", "evaluate"], ChildrenOf("tune ColourModel"));
        Assert.Equal(["epoch 1", "epoch 2"], ChildrenOf("tune"));
        Assert.Equal(["base", "tuned", "assertions"], ChildrenOf("evaluate"));
        Assert.All(spans, span => Assert.True(span.Integer(8) >= span.Integer(7), span.Text(5)));

        var metrics = receiver.Metrics.ToLookup(metric => metric.Text(1));
        foreach (var name in new[] { "loss", "held_out_loss", "gradient_norm", "learning_rate", "throughput" })
            Assert.NotEmpty(metrics["attune.training." + name]);
        Assert.True(metrics["attune.training.loss"].Last().All(5, 1).Single().Double(4) > 0);
        Assert.NotEmpty(metrics["attune.evaluation.pass_rate"]);
        Assert.NotEmpty(metrics["process.memory.usage"]);

        var logs = receiver.Logs.Select(record => record.All(5).Single().Text(1)).ToList();
        Assert.Equal("tune ColourModel started", logs[0]);
        Assert.Equal(2, logs.Count(text => text.Contains("epoch", StringComparison.Ordinal)));
        Assert.Single(logs, text => text.StartsWith("ColourModel: Holds holds for 100", StringComparison.Ordinal));
        Assert.Equal("ColourModel: tuned. Tuned and evaluated.", logs[^1]);
        Assert.All(receiver.Logs, record => Assert.Equal(top.Hex(1), record.Hex(9)));

        IEnumerable<string> ChildrenOf(string parent)
        {
            var id = spans.Single(span => span.Text(5) == parent).Hex(2);
            return spans.Where(span => span.Hex(4) == id).OrderBy(span => span.Integer(7)).Select(span => span.Text(5));
        }
    }

    private static List<JsonElement> Tune(TuningProject project, int exitCode) => Events(project, exitCode, "tune");

    private static List<JsonElement> Events(TuningProject project, int exitCode, string verb)
    {
        var file = project.PathOf("events/run.jsonl");
        if (File.Exists(file))
            File.Delete(file);
        var run = project.Program(new Dictionary<string, string> { ["ATTUNE_EVENTS"] = file }, verb, "--project", project.Folder, "--threads", "1");
        Assert.True(run.ExitCode == exitCode, run.Output);
        return [.. File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static List<JsonElement> Of(List<JsonElement> events, string name) =>
        [.. events.Where(e => e.GetProperty("event").GetString() == name)];

    private static string? Outcome(List<JsonElement> events)
    {
        Assert.Equal("ended", events[^1].GetProperty("event").GetString());
        return events[^1].GetProperty("outcome").GetString();
    }
}
