using System.Text.Json;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Schedules;

public class ScheduleGoldenTests
{
    private const string Schedules = "golden/optimizers/schedules.json";

    [SharedFact(Schedules)]
    public void Rates_are_those_of_transformers()
    {
        using var file = GoldenJson.Open("optimizers", "schedules.json");
        int cases = 0, broken = 0;
        foreach (var item in file.RootElement.GetProperty("transformers").EnumerateArray())
        {
            int total = item.GetProperty("total").GetInt32();
            double peak = item.GetProperty("lr").GetDouble();
            string what = $"{item.GetProperty("schedule")} {item.GetProperty("options")} over {total}";
            var schedule = GoldenSchedules.Transformers(item);
            if (item.TryGetProperty("error", out _))
            {
                broken++; // where the library divides by 0, ours is a rate like any other
                for (int step = 0; step < total + 4; step++)
                    Assert.InRange(schedule.Factor(step, total), 0, 1);
                continue;
            }

            cases++;
            Compare(item.GetProperty("rates"), peak, step => peak * schedule.Factor(step, total), what);
        }

        Assert.Equal((208, 2), (cases, broken));
    }

    [SharedFact(Schedules)]
    public void Rates_and_momenta_are_those_of_PyTorch()
    {
        using var file = GoldenJson.Open("optimizers", "schedules.json");
        int cases = 0, momenta = 0;
        foreach (var item in file.RootElement.GetProperty("torch").EnumerateArray())
        {
            cases++;
            var (schedule, peak, total) = GoldenSchedules.PyTorch(item);
            string what = $"{item.GetProperty("schedule")} {item.GetProperty("options")}";
            Compare(item.GetProperty("rates"), peak, step => peak * schedule.Factor(step, total), what);
            if (!item.TryGetProperty("momenta", out var recorded))
                continue;
            momenta++;
            Compare(recorded, 1, step => ((IMomentumSchedule)schedule).Momentum(step, total), what);
        }

        Assert.Equal((12, 5), (cases, momenta));
    }

    [SharedFact(Schedules)]
    public void Rates_after_evaluations_are_those_of_the_reference()
    {
        using var file = GoldenJson.Open("optimizers", "schedules.json");
        int cases = 0;
        foreach (var item in file.RootElement.GetProperty("plateau").EnumerateArray())
        {
            cases++;
            double peak = item.GetProperty("lr").GetDouble();
            var schedule = GoldenSchedules.Plateau(item.GetProperty("options"), peak);
            double[] metrics = [.. item.GetProperty("metrics").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN)];
            List<ScheduleFeedback> known = [schedule.Begin];
            foreach (double metric in metrics)
                known.Add(schedule.After(known[^1], metric));
            Compare(item.GetProperty("rates"), peak, step => peak * known[step].Factor, $"plateau {item.GetProperty("options")}");
        }

        Assert.Equal(6, cases);
    }

    [SharedFact(Schedules)]
    public void Slanted_triangles_are_those_of_the_paper_but_never_below_the_lowest_rate()
    {
        using var file = GoldenJson.Open("optimizers", "schedules.json");
        int cases = 0, clamped = 0;
        foreach (var item in file.RootElement.GetProperty("slanted_triangular").EnumerateArray())
        {
            cases++;
            double peak = item.GetProperty("lr").GetDouble(), ratio = item.GetProperty("ratio").GetDouble();
            int total = item.GetProperty("total").GetInt32();
            var schedule = new SlantedTriangularSchedule(item.GetProperty("cut_frac").GetDouble(), ratio);
            var rates = item.GetProperty("rates");
            for (int step = 0; step <= total; step++)
            {
                double actual = peak * schedule.Factor(step, total), lowest = peak / ratio;
                Assert.InRange(actual, lowest * (1 - 1e-15), peak * (1 + 1e-15));
                if (rates.ValueKind == JsonValueKind.Null)
                    continue; // the paper's equation divides by 0
                double expected = rates[step].GetDouble();
                clamped += expected < lowest * (1 - 1e-12) ? 1 : 0;
                Near(Math.Max(expected, lowest), actual, peak, $"slanted triangle over {total}, step {step}");
            }
        }

        Assert.Equal(6, cases);
        Assert.True(clamped > 0, "no recorded rate is below the lowest");
    }

    private static void Compare(JsonElement rates, double peak, Func<int, double> actual, string what)
    {
        int step = 0;
        foreach (var rate in rates.EnumerateArray())
        {
            Near(rate.GetDouble(), actual(step), peak, $"{what}, step {step}");
            step++;
        }

        Assert.True(step > 0, what);
    }

    /// <summary>1e-12 relative as the golden's notes say, and the rounding of 1 + cos near -1, which the reference has too.</summary>
    private static void Near(double expected, double actual, double peak, string what) => Assert.True(
        Math.Abs(actual - expected) <= (1e-12 * Math.Abs(expected)) + (4e-16 * peak), $"{what}: {actual:R} is not {expected:R}");
}
