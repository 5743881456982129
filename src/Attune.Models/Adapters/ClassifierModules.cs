namespace Attune.Models;

/// <summary>
/// The heads of classifiers, which PEFT trains whole with any adapter (<c>task_type</c> SEQ_CLS and TOKEN_CLS): modules whose path
/// ends in <c>classifier</c> or <c>score</c>, whether the model has both or one.
/// </summary>
internal static class ClassifierModules
{
    private static readonly string[] Names = ["classifier", "score"];

    /// <summary>The modules that are trained whole, a classifier's head among them.</summary>
    public static IReadOnlyList<string> With(IAdaptableModel model, IReadOnlyList<string> modules)
    {
        if (model.TaskType is not ("SEQ_CLS" or "TOKEN_CLS"))
            return modules;
        return
        [
            .. modules.Except(Names),
            .. Names.Where(name => model.Parameters.Any(parameter => WholeParameter.IsIn(parameter.Name, name))),
        ];
    }

    /// <summary>The layers of a classifier's head that are not the classifier, such as BERT's pooler: <c>all-linear</c> means them too.</summary>
    public static IEnumerable<LinearLayer> Before(IAdaptableModel model) => model is IEncoderModel
        ? model.OutputLayers.Where(layer => !Array.Exists(Names, name => WholeParameter.IsIn(layer.Weight.Name, name)))
        : [];

    /// <summary>Refuses what PEFT refuses: an update in a module that is trained whole.</summary>
    /// <exception cref="AttuneException">ATT4153: a layer would be trained in two ways.</exception>
    public static void RequireApart(IReadOnlyList<IAdapterHost> hosts, IReadOnlyList<WholeParameter> whole)
    {
        if (hosts.FirstOrDefault(host => whole.Any(module => module.Trained[0] == host.Weight)) is { } twice)
            throw ModuleTargets.Wrong($"'{twice.Name}' is a target, and is trained whole as part of the classifier or of the modules to save");
    }
}
