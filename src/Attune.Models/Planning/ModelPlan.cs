namespace Attune.Models;

/// <summary>What training a model would cost, counted from its configuration; no weights are read or made.</summary>
public sealed record ModelPlan
{
    /// <summary>Numbers in the model, an adapter's included; a tied head counts once.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>Numbers that training changes.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>Numbers that an adapter adds.</summary>
    public required long AdapterParameters { get; init; }

    /// <summary>Numbers of one row of the key-value cache, keys and values of all layers together.</summary>
    public required long CacheNumbersPerToken { get; init; }

    /// <summary>Share of the numbers that training changes, 0 to 1.</summary>
    public double TrainableShare => (double)TrainableParameters / TotalParameters;

    /// <summary>Bytes of all numbers in memory, as float32.</summary>
    public long WeightBytes => 4 * TotalParameters;

    /// <summary>Bytes of a saved adapter (or, without one, of the saved model) in float32, without file headers.</summary>
    public long ArtifactBytes => 4 * TrainableParameters;

    /// <summary>Bytes of a training checkpoint: the trainable numbers and AdamW's two moments of each, in float32.</summary>
    public long CheckpointBytes => 12 * TrainableParameters;

    /// <summary>Counts full training, or the training of an adapter.</summary>
    /// <param name="configuration">The model.</param>
    /// <param name="options">The adapter, or null for full training.</param>
    /// <exception cref="AttuneException">ATT4103, ATT4104: the configuration. ATT4152, ATT4153: the adapter.</exception>
    public static ModelPlan For(ModelConfiguration configuration, IAdapterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var model = Model.LayOut(configuration);
        var own = model.Parameters.ToHashSet();
        var trained = options is null
            ? model.Parameters
            : [.. AdapterMethods.Of(options).LayOut(model, options).Parts.SelectMany(part => part.Trained)];
        var adapter = Count(trained.Where(parameter => !own.Contains(parameter)));
        return new ModelPlan
        {
            TotalParameters = Count(own) + adapter,
            TrainableParameters = Count(trained),
            AdapterParameters = adapter,
            CacheNumbersPerToken = 2L * configuration.LayerCount * configuration.KeyValueHeadCount * configuration.HeadDimension,
        };
    }

    /// <summary>Counts the training of some of the model's own weights.</summary>
    /// <param name="configuration">The model.</param>
    /// <param name="options">Which.</param>
    /// <exception cref="AttuneException">ATT4103, ATT4104: the configuration. ATT4152, ATT4153: the options.</exception>
    public static ModelPlan For(ModelConfiguration configuration, PartialTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var model = Model.LayOut(configuration);
        var trained = PartialTraining.Choose([.. model.Parameters.Select(parameter => parameter.Name)], configuration.LayerCount, options);
        return For(configuration) with { TrainableParameters = Count(model.Parameters.Where(parameter => trained.Contains(parameter.Name))) };
    }

    private static long Count(IEnumerable<Parameter> parameters) => parameters.Sum(parameter => (long)parameter.Shape.ElementCount);
}
