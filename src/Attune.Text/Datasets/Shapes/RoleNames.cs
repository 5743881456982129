using System.Collections.Frozen;

namespace Attune.Text.Datasets.Shapes;

/// <summary>The names that data files give to roles.</summary>
public sealed class RoleNames
{
    /// <summary>The pseudo role of a message whose text is a tool call as JSON.</summary>
    internal const string FunctionCall = "function_call";

    private readonly FrozenDictionary<string, string> roles;

    private RoleNames(IEnumerable<KeyValuePair<string, string>> roles) => this.roles = roles.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that are common.</summary>
    public static RoleNames Default { get; } = new(
        new Dictionary<string, string>
        {
            ["system"] = "system",
            ["developer"] = "developer",
            ["user"] = "user",
            ["human"] = "user",
            ["assistant"] = "assistant",
            ["gpt"] = "assistant",
            ["chatgpt"] = "assistant",
            ["bard"] = "assistant",
            ["bing"] = "assistant",
            ["model"] = "assistant",
            ["tool"] = "tool",
            ["function"] = "tool",
            ["ipython"] = "tool",
            ["observation"] = "tool",
            ["function_response"] = "tool",
            ["tool_response"] = "tool",
            ["function_call"] = FunctionCall,
            ["tool_call"] = FunctionCall,
        });

    /// <summary>These names, with others before them.</summary>
    /// <param name="declared">Each as <c>name=role</c>, such as <c>Kunde=user</c>; <c>name=name</c> lets a role pass as it is.</param>
    /// <exception cref="ArgumentException">One is not of that form.</exception>
    public RoleNames With(IEnumerable<string> declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        var all = new Dictionary<string, string>(roles, StringComparer.Ordinal);
        foreach (var pair in declared)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1)
                throw new ArgumentException($"'{pair}' is not of the form name=role.", nameof(declared));
            all[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
        }

        return new RoleNames(all);
    }

    /// <summary>The role that a name in a file means.</summary>
    /// <param name="name">The value with the name.</param>
    /// <exception cref="AttuneException">ATT3020: nobody knows the name.</exception>
    public string Find(DataValue name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = name.AsString();
        return roles.TryGetValue(text, out var role)
            ? role
            : throw DataErrors.At(
                name, DataErrors.UnknownRole, $"The role {DataErrors.Show(text)} is not known.",
                $"Known are {string.Join(", ", roles.Keys.Order(StringComparer.Ordinal))}; declare Roles = [\"{text}=user\"] or whom it means.");
    }
}
