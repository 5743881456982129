using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Training.Tests.Schedules;

public class ScheduleGoldenTests
{
    [SharedFact("golden/optimizers/schedules.json")]
    public void Rates_are_those_of_the_reference()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("golden", "optimizers", "schedules.json")));
        int cases = 0;
        foreach (var item in file.RootElement.GetProperty("transformers").EnumerateArray())
        {
            if (Schedule(item) is not { } schedule || !item.TryGetProperty("rates", out var rates))
                continue;
            cases++;
            int total = item.GetProperty("total").GetInt32(), step = 0;
            double peak = item.GetProperty("lr").GetDouble();
            foreach (var rate in rates.EnumerateArray())
            {
                // 1e-12 relative as the golden's notes say, and the rounding of 1 + cos near -1, which the reference has too.
                double expected = rate.GetDouble(), tolerance = (1e-12 * expected) + (4e-16 * peak);
                double actual = peak * schedule.Factor(step, total);
                Assert.True(Math.Abs(actual - expected) <= tolerance, $"{item.GetProperty("schedule")} step {step} of {total}: {actual:R} is not {expected:R}");
                step++;
            }
        }

        Assert.True(cases >= 20, $"only {cases} cases");
    }

    private static ISchedule? Schedule(JsonElement item)
    {
        var warmup = Warmup.Steps(item.GetProperty("warmup").GetInt32());
        var options = item.GetProperty("options");
        double cycles = options.TryGetProperty("num_cycles", out var value) ? value.GetDouble() : 0.5;
        switch (item.GetProperty("schedule").GetString())
        {
            case "constant":
                return new ConstantSchedule();
            case "constant_with_warmup":
                return new ConstantSchedule(warmup);
            case "linear":
                return new LinearSchedule(warmup);
            case "cosine":
                return new CosineSchedule(warmup, Cycles: cycles);
            case "cosine_with_min_lr":
                double minimum = options.TryGetProperty("min_lr_rate", out var rate)
                    ? rate.GetDouble()
                    : options.GetProperty("min_lr").GetDouble() / item.GetProperty("lr").GetDouble();
                return new CosineSchedule(warmup, minimum, cycles);
            default:
                return null;
        }
    }
}
