using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tools;

/// <summary>From the attributed method to the model; null where nothing can be added to its type.</summary>
internal static class ToolParser
{
    public static ToolModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol { ContainingType: { } owner } method || DeclaredType.Of(owner, cancellation) is not { } type)
            return null;
        var attribute = context.Attributes[0];
        var name = attribute.NamedString("Name") ?? SnakeCase(method.Name);
        var schema = new ParameterSchema(cancellation);
        var documentation = Documentation.Of(method, cancellation);
        var definition = new JsonWriter();
        definition.Object(function =>
        {
            function.Property("type", "function");
            function.Property("function", inner => inner.Object(fields =>
            {
                fields.Property("name", name);
                if (documentation.Summary is { } summary)
                    fields.Property("description", summary);
                fields.Property("parameters", parameters => schema.Write(parameters, method, documentation));
            }));
        });
        var problem = method.IsGenericMethod ? $"{method.Name} is generic" : schema.Problem;
        return new ToolModel(type, definition.ToString(), problem, Place.Of(attribute, cancellation));
    }

    /// <summary><c>GetHTTPStatusAsync</c> as <c>get_http_status</c>.</summary>
    public static string SnakeCase(string name)
    {
        if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
            name = name.Substring(0, name.Length - 5);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && text[text.Length - 1] != '_')
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
