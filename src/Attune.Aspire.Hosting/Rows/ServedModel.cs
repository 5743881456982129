using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>The name of the model that clients of a server ask for.</summary>
/// <param name="server">The server's name.</param>
/// <param name="folder">The project's folder.</param>
internal sealed class ServedModel(string server, string folder) : IValueProvider, IManifestExpressionProvider
{
    private const string LockFile = "attune.lock.json";

    /// <summary>What was declared, or null.</summary>
    public string? Name { get; set; }

    public string ValueExpression => Name ?? $"{{{server}.model}}";

    /// <exception cref="HostingException">No name was declared, and the project does not have exactly one tuned recipe.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Name ?? OnlyRecipe());

    private string OnlyRecipe()
    {
        var file = Path.Combine(folder, LockFile);
        var recipes = Recipes(file);
        return recipes is [var only]
            ? only
            : throw new HostingException(
                "ATT4408",
                recipes.Count == 0 ? $"It is not known which model {server} serves: no recipe is tuned." : $"It is not known which model clients of {server} ask for: {string.Join(", ", recipes)}.",
                recipes.Count == 0 ? "Let the client wait for the server, or name the recipe with WithModel." : "Name one with WithModel.",
                file);
    }

    private static List<string> Recipes(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            return [.. document.RootElement.GetProperty("recipes").EnumerateObject().Select(recipe => recipe.Name)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
