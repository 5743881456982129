using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>The name of the model that clients of a server ask for.</summary>
/// <param name="server">The server's name.</param>
/// <param name="folder">The project's folder.</param>
internal sealed class ServedModel(string server, string folder) : IValueProvider, IManifestExpressionProvider
{
    private string LockFile { get; } = Path.Combine(folder, "attune.lock.json");

    /// <summary>What was declared, or null.</summary>
    public string? Name { get; set; }

    public string ValueExpression => Name ?? $"{{{server}.model}}";

    /// <remarks>
    /// Aspire asks first for the server itself, before anything is tuned, and shows what it gets; the name may be empty then. A client
    /// asks when it is started.
    /// </remarks>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Name ?? (Recipes() is [var only] ? only : ""));

    /// <exception cref="HostingException">A client asks, no name was declared, and the project does not have exactly one tuned recipe.</exception>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var recipes = Recipes();
        if (Name is not null || recipes.Count == 1 || context.Caller is null || context.Caller.Name == server)
            return GetValueAsync(cancellationToken);
        throw new HostingException(
            "ATT4408",
            recipes.Count == 0
                ? $"It is not known which model {context.Caller.Name} asks {server} for: no recipe is tuned."
                : $"It is not known which model {context.Caller.Name} asks {server} for: {string.Join(", ", recipes)}.",
            recipes.Count == 0 ? "Let it wait for the server, or name the recipe with WithModel." : "Name one with WithModel.",
            LockFile);
    }

    private List<string> Recipes()
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(LockFile));
            return [.. document.RootElement.GetProperty("recipes").EnumerateObject().Select(recipe => recipe.Name)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
