using System.Text.Json;

namespace Attune.Training.Tests.Support;

/// <summary>Optimizers with the settings of recorded cases, whose names are those of PyTorch and transformers.</summary>
internal static class GoldenOptimizers
{
    private static readonly Dictionary<string, Func<Hyper, IOptimizer>> ByName = new()
    {
        ["sgd"] = h => new Sgd
        {
            LearningRate = h["lr"],
            Momentum = h["momentum", 0],
            Dampening = h["dampening", 0],
            WeightDecay = h["weight_decay", 0],
            Nesterov = h.Is("nesterov"),
            Groups = [],
        },
        ["adam"] = h => new Adam
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.999),
            Epsilon = h["eps", 1e-8],
            WeightDecay = h["weight_decay", 0],
            AmsGrad = h.Is("amsgrad"),
            Groups = [],
        },
        ["adamw"] = h => new AdamWOptions
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.999),
            Epsilon = h["eps", 1e-8],
            WeightDecay = h["weight_decay", 0.01],
            Groups = [],
        },
        ["rmsprop"] = h => new RmsProp
        {
            LearningRate = h["lr"],
            Alpha = h["alpha", 0.99],
            Momentum = h["momentum", 0],
            Epsilon = h["eps", 1e-8],
            Centered = h.Is("centered"),
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["adagrad"] = h => new Adagrad
        {
            LearningRate = h["lr"],
            RateDecay = h["lr_decay", 0],
            InitialSum = h["initial_accumulator_value", 0],
            Epsilon = h["eps", 1e-10],
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["adadelta"] = h => new Adadelta
        {
            LearningRate = h["lr"],
            Rho = h["rho", 0.9],
            Epsilon = h["eps", 1e-6],
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["adamax"] = h => new Adamax
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.999),
            Epsilon = h["eps", 1e-8],
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["radam"] = h => new RAdam
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.999),
            Epsilon = h["eps", 1e-8],
            WeightDecay = h["weight_decay", 0],
            DecoupledWeightDecay = h.Is("decoupled_weight_decay"),
            Groups = [],
        },
        ["nadam"] = h => new NAdam
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.999),
            Epsilon = h["eps", 1e-8],
            MomentumDecay = h["momentum_decay", 4e-3],
            WeightDecay = h["weight_decay", 0],
            DecoupledWeightDecay = h.Is("decoupled_weight_decay"),
            Groups = [],
        },
        ["torch_adafactor"] = h => new Adafactor
        {
            LearningRate = h["lr"],
            DecayExponent = -h["beta2_decay", -0.8],
            ScaleEpsilon = h.Epsilon(1, 1e-3),
            ClipThreshold = h["d", 1],
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["transformers_adafactor"] = h => new TransformersAdafactor
        {
            LearningRate = h["lr", 1],
            RelativeStep = h.Is("relative_step", true),
            WarmupInit = h.Is("warmup_init"),
            ScaleParameter = h.Is("scale_parameter", true),
            Beta1 = h["beta1", 0],
            DecayExponent = -h["decay_rate", -0.8],
            Epsilon = h.Epsilon(0, 1e-30),
            ScaleEpsilon = h.Epsilon(1, 1e-3),
            ClipThreshold = h["clip_threshold", 1],
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
        ["torch_muon"] = h => new Muon
        {
            LearningRate = h["lr"],
            Momentum = h["momentum", 0.95],
            WeightDecay = h["weight_decay", 0.1],
            Nesterov = h.Is("nesterov", true),
            Iterations = (int)h["ns_steps", 5],
            Epsilon = h["eps", 1e-7],
            Groups = [],
        },
        ["lion"] = h => new Lion
        {
            LearningRate = h["lr"],
            Beta1 = h.Beta(0, 0.9),
            Beta2 = h.Beta(1, 0.99),
            WeightDecay = h["weight_decay", 0],
            Groups = [],
        },
    };

    public static IOptimizer Create(string name, JsonElement hyper) => ByName[name](new Hyper(hyper));

    /// <summary>The optimizer of a case that is named after it, such as <c>adam_amsgrad</c> or <c>torch_adafactor_wd</c>.</summary>
    public static IOptimizer CreateByCase(string caseName, JsonElement hyper) =>
        ByName.MaxBy(entry => caseName.StartsWith(entry.Key, StringComparison.Ordinal) && HasEnd(caseName, entry.Key) ? entry.Key.Length : -1)
            .Value(new Hyper(hyper));

    private static bool HasEnd(string caseName, string name) => caseName.Length == name.Length || caseName[name.Length] == '_';

    private readonly struct Hyper(JsonElement element)
    {
        public double this[string key] => element.GetProperty(key).GetDouble();

        public double this[string key, double missing] =>
            element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : missing;

        public bool Is(string key, bool missing = false) => element.TryGetProperty(key, out var value) ? value.GetBoolean() : missing;

        public double Beta(int index, double missing) => At("betas", index, missing);

        public double Epsilon(int index, double missing) => At("eps", index, missing);

        private double At(string key, int index, double missing) =>
            element.TryGetProperty(key, out var values) && values[index].ValueKind == JsonValueKind.Number ? values[index].GetDouble() : missing;
    }
}
