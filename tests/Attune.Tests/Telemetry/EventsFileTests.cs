using Attune.Telemetry;
using Attune.TestSupport;

namespace Attune.Tests.Telemetry;

/// <summary>The file that other programs read while a run goes on.</summary>
public sealed class EventsFileTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_many_steps_the_first_the_last_and_four_a_second_are_written()
    {
        using var folder = new TemporaryFolder();
        using (var file = new EventsFile(folder.File("a/events.jsonl"), Assert.Fail))
        {
            for (var step = 1; step <= 101; step++)
                file.On(Step(step, 100 + 1, milliseconds: 10 * (step - 1)));
        }

        // One second: at 0, 250, 500, 750 and 1000 ms; the last is at 1000 ms.
        Assert.Equal([1, 26, 51, 76, 101], StepsIn(folder.File("a/events.jsonl")));
    }

    [Fact]
    public void A_step_that_was_passed_over_is_written_before_what_comes_next()
    {
        using var folder = new TemporaryFolder();
        using (var file = new EventsFile(folder.File("events.jsonl"), Assert.Fail))
        {
            file.On(Step(1, 9, 0));
            file.On(Step(2, 9, 1));
            file.On(Step(3, 9, 2)); // early stopping
            file.On(new PhaseEvent("R", RunPhase.Base) { Time = Start });
        }

        var lines = File.ReadAllLines(folder.File("events.jsonl"));
        Assert.Equal([1, 3], StepsIn(folder.File("events.jsonl")));
        Assert.Equal("""{"event":"phase","phase":"base","recipe":"R","time":"2026-03-01T12:00:00+00:00"}""", lines[^1]);
    }

    [Fact]
    public void A_held_out_loss_is_written_when_it_is_measured()
    {
        using var folder = new TemporaryFolder();
        using (var file = new EventsFile(folder.File("events.jsonl"), Assert.Fail))
        {
            file.On(Step(1, 9, 0));
            file.On(Step(1, 9, 1) with { HeldOutLoss = 2.5 });
            file.On(Step(2, 9, 2) with { HeldOutLoss = 2.5 });
        }

        var lines = File.ReadAllLines(folder.File("events.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain("heldOutLoss", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"heldOutLoss\":2.5", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_append_and_a_file_that_cannot_be_written_is_told_once()
    {
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 2; run++)
        {
            using var file = new EventsFile(folder.File("events.jsonl"), Assert.Fail);
            file.On(new EndedEvent("R", RunOutcome.Tuned, "line\nbreak") { Time = Start });
        }

        Assert.Equal(2, File.ReadAllLines(folder.File("events.jsonl")).Length);
        var complaints = new List<string>();
        using var impossible = new EventsFile(folder.Path, complaints.Add);
        impossible.On(Step(1, 9, 0));
        impossible.On(Step(9, 9, 0));
        Assert.Single(complaints);
    }

    private static StepEvent Step(int step, int steps, int milliseconds) => new("R")
    {
        Time = Start.AddMilliseconds(milliseconds),
        Step = step,
        Steps = steps,
        Epoch = 1,
        Loss = 1,
        LearningRate = 0.1,
        GradientNorm = 1,
        TokensPerSecond = 10,
        SecondsLeft = 1,
    };

    private static IEnumerable<int> StepsIn(string path) => File.ReadAllLines(path)
        .Select(line => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(line))
        .Where(line => line.GetProperty("event").GetString() == "step").Select(line => line.GetProperty("step").GetInt32());
}
