using Attune.Terminal;

namespace Attune.Tests.Terminal;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_log_gets_the_first_line_one_every_few_seconds_and_the_last()
    {
        var time = new ManualTime();
        var output = new StringWriter();
        var line = new ProgressLine(output, interactive: false, time, "tuning");
        for (var step = 1; step <= 100; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            line.Show(step, 100, () => $"step {step}");
        }

        line.End();
        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["step 1", "step 51", "step 100"], lines.Select(text => text[text.IndexOf("step", StringComparison.Ordinal)..]));
        Assert.Contains("[########################] 100 %", lines[^1]);
    }

    [Fact]
    public void A_terminal_gets_one_line_drawn_over()
    {
        var time = new ManualTime();
        var output = new StringWriter();
        var line = new ProgressLine(output, interactive: true, time, "tuning");
        line.Show(1, 2, () => "a long detail");
        line.Show(2, 2, () => "end");
        line.End();
        Assert.Equal(2, output.ToString().Split('\r').Length - 1 - (Environment.NewLine == "\r\n" ? 1 : 0));
        Assert.EndsWith(Environment.NewLine, output.ToString());
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
