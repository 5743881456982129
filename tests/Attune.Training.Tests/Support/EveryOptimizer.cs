namespace Attune.Training.Tests.Support;

/// <summary>Every optimizer by name, and forms of them that keep other state.</summary>
internal static class EveryOptimizer
{
    private static readonly Dictionary<string, Func<IOptimizer>> Forms = new()
    {
        ["sgd with momentum"] = () => new Sgd { LearningRate = 1e-2, Momentum = 0.9, WeightDecay = 0.01, Dampening = 0.1 },
        ["sgd of Nesterov"] = () => new Sgd { LearningRate = 1e-2, Momentum = 0.9, Nesterov = true },
        ["adam with amsgrad"] = () => new Adam { AmsGrad = true, WeightDecay = 0.01 },
        ["rmsprop centred"] = () => new RmsProp { LearningRate = 1e-3, Centered = true, Momentum = 0.9 },
        ["adagrad from 0.1"] = () => new Adagrad { InitialSum = 0.1, RateDecay = 0.01 },
        ["radam decoupled"] = () => new RAdam { DecoupledWeightDecay = true, WeightDecay = 0.1 },
        ["nadam decoupled"] = () => new NAdam { DecoupledWeightDecay = true, WeightDecay = 0.1 },
        ["adafactor with momentum"] = () => new TransformersAdafactor { LearningRate = 1e-3, RelativeStep = false, Beta1 = 0.9, WeightDecay = 0.1 },
        ["muon like adamw"] = () => new Muon { MatchAdamW = true, Nesterov = false },
    };

    public static IEnumerable<string> Names => OptimizerNames.All.Keys.Concat(Forms.Keys);

    public static TheoryData<string> Data => new(Names);

    public static IOptimizer Create(string name) => OptimizerNames.All.TryGetValue(name, out var make) ? make() : Forms[name]();
}
