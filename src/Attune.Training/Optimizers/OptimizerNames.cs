namespace Attune.Training;

/// <summary>All optimizers by name, each with the defaults of its reference.</summary>
public static class OptimizerNames
{
    /// <summary>What makes an optimizer, by its name.</summary>
    public static IReadOnlyDictionary<string, Func<IOptimizer>> All { get; } = new Func<IOptimizer>[]
    {
        () => new AdamWOptions(), () => new Sgd(), () => new Adam(), () => new RmsProp(), () => new Adagrad(), () => new Adadelta(),
        () => new Adamax(), () => new RAdam(), () => new NAdam(), () => new Adafactor(), () => new TransformersAdafactor(), () => new Muon(),
        () => new Lion(), () => new EightBitAdamWOptions(),
    }.ToDictionary(make => make().Name);
}
