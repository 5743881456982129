using Attune.Generators.Emission;

namespace Attune.Generators.Recipes;

/// <summary>Writes the typed client: the prompt's fields in, the completion's type out.</summary>
internal static class ClientEmitter
{
    private const string Tasks = "global::System.Threading.Tasks";
    private const string Cancellation = "global::System.Threading.CancellationToken";
    private const string Message = "global::Attune.Text.Conversations.Message";
    private const string Messages = $"global::System.Collections.Generic.IReadOnlyList<{Message}>";
    private const string Model = "global::Attune.TunedModel";

    public static void Write(CodeWriter writer, RecipeModel model)
    {
        if (model.Answer is not { } answer)
            return;
        writer.Line("/// <summary>Opens the tuned model of this recipe.</summary>");
        writer.Line("/// <param name=\"projectDirectory\">The project's folder, or null for where the program was built.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Stops loading.</param>");
        using (writer.Open(
            $"{model.Accessibility} static async {Tasks}.Task<Client> OpenAsync(string? projectDirectory = null, {Cancellation} cancellationToken = default)"))
        {
            writer.Line($"return new Client(await {Model}.OpenAsync(Recipe, projectDirectory, cancellationToken).ConfigureAwait(false));");
        }

        writer.Line();
        WriteEvaluate(writer, model);
        writer.Line();
        writer.Line("/// <summary>The tuned model, with the types of the dataset.</summary>");
        using (writer.Open($"{model.Accessibility} sealed class Client : global::System.IDisposable"))
        {
            writer.Line($"private readonly {Model} __model;");
            writer.Line();
            using (writer.Open($"internal Client({Model} model)"))
                writer.Line("__model = model;");
            writer.Line();
            if (model.Prompt is null)
                WriteChat(writer);
            else
                WriteAsk(writer, model, answer);
            writer.Line();
            writer.Line("/// <summary>Lets go of the model's memory.</summary>");
            writer.Line("public void Dispose() => __model.Dispose();");
        }
    }

    private static void WriteEvaluate(CodeWriter writer, RecipeModel model)
    {
        writer.Line("/// <summary>Runs the assertions on the tuned model's answers to the held-out rows; answers that are known are not generated again.</summary>");
        writer.Line("/// <param name=\"projectDirectory\">The project's folder, or null for where the program was built.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Stops generating.</param>");
        writer.Line(
            $"{model.Accessibility} static {Tasks}.Task<global::Attune.Evaluation.EvaluationReport> EvaluateAsync(string? projectDirectory = null, {Cancellation} cancellationToken = default) =>");
        writer.Line("    global::Attune.RecipeEvaluation.RunAsync(Recipe, projectDirectory, cancellationToken);");
    }

    private static void WriteChat(CodeWriter writer)
    {
        writer.Line("/// <summary>Asks the model for its next message.</summary>");
        writer.Line($"public {Tasks}.Task<string> AskAsync({Messages} messages, {Cancellation} cancellationToken = default) => __model.CompleteAsync(messages, cancellationToken);");
        writer.Line();
        writer.Line("/// <summary>Asks the model one question.</summary>");
        writer.Line($"public {Tasks}.Task<string> AskAsync(string text, {Cancellation} cancellationToken = default) => __model.CompleteAsync(new[] {{ new {Message}(\"user\", text) }}, cancellationToken);");
    }

    private static void WriteAsk(CodeWriter writer, RecipeModel model, string answer)
    {
        var parameters = model.Parameters.Select(parameter => parameter.Declaration).Append($"{Cancellation} cancellationToken = default");
        var arguments = string.Join(", ", model.Parameters.Select(parameter => parameter.Name));
        writer.Line("/// <summary>Asks the model, with the prompt that it was tuned with.</summary>");
        using (writer.Open($"public async {Tasks}.Task<{answer}> AskAsync({string.Join(", ", parameters)})"))
        {
            writer.Line($"var __answer = await __model.CompleteAsync({model.Prompt}.ForInference({arguments}), cancellationToken).ConfigureAwait(false);");
            writer.Line(model.AnswerIsText ? "return __answer;" : $"return global::Attune.Text.Datasets.RecordShapes.Parse<{answer}>(__answer);");
        }
    }
}
