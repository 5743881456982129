using System.CommandLine;
using Attune.Definitions;
using Attune.Text.Conversations;

namespace Attune.Verbs;

/// <summary>Asks the tuned model one question.</summary>
internal sealed class AskVerb : IVerb
{
    private readonly Argument<string[]> _values = new("text")
    {
        Description = "The prompt's variable; where it has several, each as name=value.",
        Arity = ArgumentArity.OneOrMore,
    };

    public string Name => "ask";

    public string Description => "Asks the tuned model. Example: ask \"slowest endpoints by service\"";

    public void Declare(Command command) => command.Add(_values);

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        var values = context.Arguments.GetValue(_values) ?? [];
        var messages = recipe.Prompt is { } prompt
            ? prompt.Messages(Variables(prompt, values))
            : [new Message("user", string.Join(' ', values))];
        using var model = TunedModel.Open(recipe, context.Project, context.Threads);
        model.Stream(messages, context.Screen.Output.Write, context.Cancellation);
        context.Screen.Line();
        return Task.FromResult(true);
    }

    private static Dictionary<string, object?> Variables<TRow>(PromptDefinition<TRow> prompt, string[] values)
    {
        var names = prompt.Variables;
        if (names.Count == 1 && !values[0].StartsWith(names[0] + "=", StringComparison.Ordinal))
            return new Dictionary<string, object?> { [names[0]] = string.Join(' ', values) };
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var equals = value.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                variables[value[..equals]] = value[(equals + 1)..];
        }

        var missing = names.Where(name => !variables.ContainsKey(name)).ToList();
        var unknown = variables.Keys.Where(name => !names.Contains(name)).ToList();
        if (missing.Count == 0 && unknown.Count == 0)
            return variables;
        var fact = missing.Count > 0 ? $"The prompt {prompt.Name} also needs {string.Join(", ", missing)}." : $"The prompt {prompt.Name} has no variable {string.Join(", ", unknown)}.";
        throw new AttuneException("ATT4316", fact, $"Write: ask {string.Join(' ', names.Select(name => $"{name}=\"...\""))}");
    }
}
