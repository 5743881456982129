using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tools;

/// <summary>
/// The JSON Schema of a method's parameters, in the form that transformers' get_json_schema gives a Python function, which
/// chat templates are written for: what may be null has <c>nullable</c>, and the description comes last.
/// </summary>
internal sealed class ParameterSchema(CancellationToken cancellation)
{
    private readonly TypeSchema types = new(cancellation);

    /// <summary>Why a parameter cannot be written as JSON; null where all can.</summary>
    public string? Problem => types.Problem;

    /// <summary>The first parameter that cannot.</summary>
    public IParameterSymbol? ProblemParameter => types.ProblemParameter;

    public void Write(JsonWriter writer, IMethodSymbol method, Documentation documentation)
    {
        var parameters = method.Parameters.Where(parameter => !parameter.Type.Is("System.Threading.CancellationToken")).ToList();
        writer.Object(schema =>
        {
            schema.Property("type", "object");
            schema.Property("properties", properties => properties.Object(each =>
            {
                foreach (var parameter in parameters)
                {
                    types.At = parameter;
                    if (parameter.RefKind != RefKind.None)
                        types.Fail("is passed by reference");
                    each.Property(parameter.Name, value => types.Write(value, parameter.Type, documentation.Parameter(parameter)));
                }
            }));
            var required = parameters.Where(parameter => !parameter.HasExplicitDefaultValue && !parameter.IsParams).Select(parameter => parameter.Name).ToList();
            if (required.Count > 0)
                schema.Property("required", list => list.Array(required));
            types.WriteDefinitions(schema);
        });
    }
}
