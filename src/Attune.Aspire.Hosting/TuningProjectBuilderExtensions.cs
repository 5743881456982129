using Aspire.Hosting.ApplicationModel;
using Attune.Aspire.Hosting.Rows;
using Attune.Hosting.Declarations;

namespace Aspire.Hosting;

/// <summary>What a tuning project runs.</summary>
public static class TuningProjectBuilderExtensions
{
    /// <summary>Tunes the recipes that are not up to date.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="name">Default: the project's name and <c>-trainer</c>.</param>
    [AspireExport]
    public static IResourceBuilder<TrainerResource> AddTrainer(
        this IResourceBuilder<TuningProjectResource> builder, [ResourceName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var rows = TuningRows.Of(builder.ApplicationBuilder);
        var definition = rows.DefinitionsOf(builder.Resource).Trainer(name);
        return rows.Add(builder, definition, new TrainerResource(definition.Name, builder.Resource));
    }

    /// <summary>Evaluates the tuned models without ever training.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="name">Default: the project's name and <c>-evaluator</c>.</param>
    [AspireExport]
    public static IResourceBuilder<EvaluatorResource> AddEvaluator(
        this IResourceBuilder<TuningProjectResource> builder, [ResourceName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var rows = TuningRows.Of(builder.ApplicationBuilder);
        var definition = rows.DefinitionsOf(builder.Resource).Evaluator(name);
        return rows.Add(builder, definition, new EvaluatorResource(definition.Name, builder.Resource));
    }

    /// <summary>Serves the tuned models by the OpenAI API. Reference it to give a client its connection string.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="port">The port that clients use; null: a free one.</param>
    /// <param name="name">Default: the project's name and <c>-server</c>.</param>
    [AspireExport]
    public static IResourceBuilder<ModelServerResource> AddModelServer(
        this IResourceBuilder<TuningProjectResource> builder, int? port = null, [ResourceName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        EndpointDefinition.CheckPort(port ?? 0);
        var rows = TuningRows.Of(builder.ApplicationBuilder);
        var definition = rows.DefinitionsOf(builder.Resource).Server(name, port ?? 0);
        var apiKey = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder.ApplicationBuilder, definition.Name + "-key", special: false);
        return ModelServerRow.Add(rows, builder, definition, new ModelServerResource(definition.Name, builder.Resource, apiKey));
    }

    /// <summary>Names the recipe that the server's connection string asks for.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="model">The recipe's name. Without this: the only recipe in the project's <c>attune.lock.json</c>.</param>
    [AspireExport]
    public static IResourceBuilder<ModelServerResource> WithModel(this IResourceBuilder<ModelServerResource> builder, string model)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(model);
        builder.Resource.Model = model;
        return builder;
    }

    /// <summary>Gives the server the key that its clients must send.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="apiKey">A secret parameter. Without this: a generated one.</param>
    [AspireExport]
    public static IResourceBuilder<ModelServerResource> WithApiKey(
        this IResourceBuilder<ModelServerResource> builder, IResourceBuilder<ParameterResource> apiKey)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(apiKey);
        builder.Resource.ApiKey = apiKey.Resource;
        return builder;
    }

    /// <summary>Trains with so many threads.</summary>
    /// <param name="builder">The trainer.</param>
    /// <param name="threads">At least 1. Without this, all processors.</param>
    [AspireExport("withTrainerThreads", MethodName = "withThreads")]
    public static IResourceBuilder<TrainerResource> WithThreads(this IResourceBuilder<TrainerResource> builder, int threads)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TuningRows.Of(builder.ApplicationBuilder).SetThreads(builder.Resource, threads);
        return builder;
    }

    /// <summary>Evaluates with so many threads.</summary>
    /// <param name="builder">The evaluator.</param>
    /// <param name="threads">At least 1. Without this, all processors.</param>
    [AspireExport("withEvaluatorThreads", MethodName = "withThreads")]
    public static IResourceBuilder<EvaluatorResource> WithThreads(this IResourceBuilder<EvaluatorResource> builder, int threads)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TuningRows.Of(builder.ApplicationBuilder).SetThreads(builder.Resource, threads);
        return builder;
    }

    /// <summary>Trains with a GPU of its own, and waits for it while others have all of them.</summary>
    /// <param name="builder">The trainer.</param>
    [AspireExport("withTrainerGpu", MethodName = "withGpu")]
    public static IResourceBuilder<TrainerResource> WithGpu(this IResourceBuilder<TrainerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TuningRows.Of(builder.ApplicationBuilder).TakeGpu(builder.Resource);
        return builder;
    }

    /// <summary>Evaluates with a GPU of its own, and waits for it while others have all of them.</summary>
    /// <param name="builder">The evaluator.</param>
    [AspireExport("withEvaluatorGpu", MethodName = "withGpu")]
    public static IResourceBuilder<EvaluatorResource> WithGpu(this IResourceBuilder<EvaluatorResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TuningRows.Of(builder.ApplicationBuilder).TakeGpu(builder.Resource);
        return builder;
    }

    /// <summary>Serves with a GPU of its own, and waits for it while others have all of them.</summary>
    /// <param name="builder">The server.</param>
    [AspireExport("withModelServerGpu", MethodName = "withGpu")]
    public static IResourceBuilder<ModelServerResource> WithGpu(this IResourceBuilder<ModelServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TuningRows.Of(builder.ApplicationBuilder).TakeGpu(builder.Resource);
        return builder;
    }
}
