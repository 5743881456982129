using Attune.Generators.Emission;

namespace Attune.Generators.Recipes;

/// <summary>Writes the <c>Recipe</c> property and the client.</summary>
internal static class RecipeEmitter
{
    public static string Emit(RecipeModel model, string projectFolder)
    {
        var writer = new CodeWriter();
        model.Type.Write(writer, inside =>
        {
            WriteDefinition(inside, model, projectFolder);
            ClientEmitter.Write(inside, model);
        });
        return writer.ToString();
    }

    private static void WriteDefinition(CodeWriter writer, RecipeModel model, string projectFolder)
    {
        var type = $"global::Attune.Definitions.RecipeDefinition<{model.Row}>";
        writer.Line("/// <summary>All that tuning and evaluating this model needs.</summary>");
        using (writer.Open($"{model.Accessibility} static {type} Recipe {{ get; }} = new()", ";"))
        {
            writer.Line($"Name = {Literal.Of(model.Type.Name)},");
            writer.Line($"Options = {Creation(model.Options)},");
            if (model.Lora is not null)
                writer.Line($"Lora = {Creation(model.Lora.Options)},");
            WriteOptimization(writer, model.Optimization);
            if (model.Method is not null)
                writer.Line($"Method = {Creation(model.Method.Type, model.Method.Options)},");
            if (model.FrozenBase is not null)
                writer.Line($"FrozenBase = {Creation("global::Attune.FrozenBaseAttribute", model.FrozenBase.Options)},");
            WriteTokens(writer, model, projectFolder);
            writer.Line($"Dataset = {model.Row}.Dataset,");
            if (model.Prompt is not null)
                writer.Line($"Prompt = {model.Prompt}.Definition,");
            if (model.ChatTemplate is not null)
                writer.Line($"ChatTemplate = {model.ChatTemplate}.Definition,");
            WriteAssertions(writer, model, projectFolder);
            writer.Line($"Place = {model.Place.Expression(projectFolder)},");
        }

        writer.Line();
    }

    private static void WriteOptimization(CodeWriter writer, OptimizationModel model)
    {
        if (model == OptimizationModel.None)
            return;
        using (writer.Open("Optimization = new()", ","))
        {
            foreach (var (property, attribute) in new[] { ("Optimizer", model.Optimizer), ("Schedule", model.Schedule), ("Layerwise", model.Layerwise) })
            {
                if (attribute is not null)
                    writer.Line($"{property} = {Creation(attribute.Type, attribute.Options)},");
            }

            if (model.Groups.Count == 0)
                return;
            const string group = "global::Attune.ParameterGroupAttribute";
            using (writer.Open($"Groups = new {group}[]", ","))
            {
                foreach (var each in model.Groups)
                    writer.Line($"{Creation(each.Options, Literal.Of(each.Pattern))},");
            }
        }
    }

    private static void WriteTokens(CodeWriter writer, RecipeModel model, string projectFolder)
    {
        const string added = "global::Attune.Definitions.AddedTokensDefinition";
        if (model.AddedTokens.Count > 0)
        {
            using (writer.Open($"AddedTokens = new {added}[]", ","))
            {
                foreach (var tokens in model.AddedTokens)
                    writer.Line($"new({Tokens(tokens)}, {tokens.Place.Expression(projectFolder)}),");
            }
        }

        if (model.TrainedTokens is { } trained)
            writer.Line($"TrainedTokens = new({Tokens(trained)}, {trained.Place.Expression(projectFolder)}),");
    }

    private static string Tokens(TokensModel tokens) =>
        Creation(tokens.Options, string.Join(", ", tokens.Tokens.Select(static token => Literal.Of(token))));

    private static void WriteAssertions(CodeWriter writer, RecipeModel model, string projectFolder)
    {
        var type = $"global::Attune.Definitions.AssertionDefinition<{model.Row}>";
        using (writer.Open($"Assertions = new {type}[]", ","))
        {
            foreach (var assertion in model.Assertions)
            {
                var name = Literal.Of(assertion.Name.TrimStart('@'));
                writer.Line($"new({name}, {assertion.AtLeast}, {assertion.Name}, {assertion.Place.Expression(projectFolder)}),");
            }
        }
    }

    private static string Creation(string type, EquatableArray<OptionModel> options) => $"new {type} {Initializer(options)}";

    /// <summary>The same where the type is known from where it goes.</summary>
    private static string Creation(EquatableArray<OptionModel> options, string arguments = "") => $"new({arguments}) {Initializer(options)}";

    private static string Initializer(EquatableArray<OptionModel> options) =>
        $"{{ {string.Join(", ", options.Select(option => $"{option.Name} = {option.Expression}"))} }}";
}
