using System.Text.Json;

namespace Attune.Training.Tests.Support;

/// <summary>Schedules with the settings of recorded cases.</summary>
internal static class GoldenSchedules
{
    private static readonly Dictionary<string, Func<Case, ISchedule>> OfTransformers = new()
    {
        ["constant"] = _ => new ConstantSchedule(),
        ["constant_with_warmup"] = c => new ConstantSchedule(c.Warmup),
        ["linear"] = c => new LinearSchedule(c.Warmup),
        ["cosine"] = c => new CosineSchedule(c.Warmup, Cycles: c["num_cycles", 0.5]),
        ["cosine_with_restarts"] = c => new CosineRestartsSchedule(c.Warmup, c["num_cycles", 1]),
        ["polynomial"] = c => new PolynomialSchedule(c.Warmup, c["lr_end", 1e-7] / c.Peak, c["power", 1]),
        ["inverse_sqrt"] = c => new InverseSquareRootSchedule(c.Warmup, (int)c["timescale", 0]),
        ["cosine_with_min_lr"] = c => new CosineSchedule(c.Warmup, c.Minimum, c["num_cycles", 0.5]),
        ["cosine_warmup_with_min_lr"] = c => new WarmCosineSchedule(
            c.Warmup, c.Minimum, c.Has("warmup_lr_rate") ? c["warmup_lr_rate", 0] : null, c["num_cycles", 0.5]),
        ["warmup_stable_decay"] = c => new WarmupStableDecaySchedule(
            c.Warmup, RunShare.Steps((int)c["num_decay_steps", 0]), c["min_lr_ratio", 0],
            Ramp(c.Text("warmup_type", "linear")), Ramp(c.Text("decay_type", "cosine"))),
    };

    private static readonly Dictionary<string, Func<Case, ISchedule>> OfPyTorch = new()
    {
        ["one_cycle"] = c => new OneCycleSchedule(
            c["pct_start", 0.3], c["div_factor", 25], c["final_div_factor", 1e4], c.Text("anneal_strategy", "cos") == "linear", c.Has("three_phase"),
            c["base_momentum", 0.85], c["max_momentum", 0.95]),
        ["step"] = c => new StepSchedule((int)c["step_size", 0], c["gamma", 0]),
        ["multi_step"] = c => new MultiStepSchedule(GoldenJson.Integers(c.Options.GetProperty("milestones")), c["gamma", 0]),
        ["exponential"] = c => new ExponentialSchedule(c["gamma", 0]),
        ["cosine_annealing"] = c => new CosineAnnealingSchedule((int)c["T_max", 0], c["eta_min", 0] / c.Peak),
        ["cosine_warm_restarts"] = c => new WarmRestartsSchedule((int)c["T_0", 0], (int)c["T_mult", 1], c["eta_min", 0] / c.Peak),
        ["linear_torch"] = c => new LinearRampSchedule((int)c["total_iters", 0], c["start_factor", 0]),
        ["polynomial_torch"] = c => new PowerSchedule((int)c["total_iters", 0], c["power", 0]),
    };

    public static ISchedule Transformers(JsonElement item) => OfTransformers[item.GetProperty("schedule").GetString()!](new Case(item));

    public static (ISchedule Schedule, double Peak, int Total) PyTorch(JsonElement item)
    {
        var recorded = new Case(item);
        var schedule = OfPyTorch[item.GetProperty("schedule").GetString()!](recorded);
        double epochs = recorded["epochs", 1] * recorded["steps_per_epoch", 24];
        return (schedule, recorded["max_lr", recorded.Peak], (int)recorded["total_steps", epochs]);
    }

    public static PlateauSchedule Plateau(JsonElement options, double peak)
    {
        double Number(string key, double missing) => options.TryGetProperty(key, out var value) ? value.GetDouble() : missing;
        return new PlateauSchedule(
            Number("factor", 0.1), (int)Number("patience", 10), Number("threshold", 1e-4),
            options.TryGetProperty("threshold_mode", out var mode) && mode.GetString() == "abs", (int)Number("cooldown", 0),
            Number("min_lr", 0) / peak, Number("eps", 1e-8) / peak, options.TryGetProperty("mode", out var direction) && direction.GetString() == "max");
    }

    private static RampShape Ramp(string name) => name switch
    {
        "linear" => RampShape.Linear,
        "cosine" => RampShape.Cosine,
        _ => RampShape.OneMinusSquareRoot,
    };

    private readonly struct Case(JsonElement item)
    {
        public JsonElement Options => item.GetProperty("options");

        public double Peak => item.GetProperty("lr").GetDouble();

        public Warmup Warmup => Warmup.Steps(item.GetProperty("warmup").GetInt32());

        public double Minimum => Has("min_lr_rate") ? this["min_lr_rate", 0] : this["min_lr", 0] / Peak;

        public double this[string key, double missing] => Has(key) ? Options.GetProperty(key).GetDouble() : missing;

        public bool Has(string key) => Options.TryGetProperty(key, out _);

        public string Text(string key, string missing) => Has(key) ? Options.GetProperty(key).GetString()! : missing;
    }
}
