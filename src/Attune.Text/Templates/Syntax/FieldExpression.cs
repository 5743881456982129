using Attune.Text.Templates.Languages.Fields;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>A field that a text names, or a part of one: unlike a variable of Jinja it must be there.</summary>
internal sealed class FieldExpression(VariableReference field, IReadOnlyList<string> path, SourceRange range) : Expression(range)
{
    public override object? Evaluate(RenderContext context)
    {
        context.At = this;
        var value = field.Read(context);
        if (value is Undefined)
            throw Unknown(field.Name, NearestName.Of(field.Alias ?? field.Name, context.VariableNames));
        foreach (var name in path)
        {
            value = Subscript.Attribute(value, name);
            if (value is Undefined missing)
                throw new RenderFault(missing.Reason, code: RenderFault.UnknownField);
        }

        return value;
    }

    private static RenderFault Unknown(string name, string? guess) => new(
        $"There is no field '{name}'." + (guess is null ? "" : $" Did you mean '{guess}'?"), code: RenderFault.UnknownField);
}
