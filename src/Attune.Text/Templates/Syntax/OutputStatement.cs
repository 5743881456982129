using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>{{ value }}</c>.</summary>
internal sealed class OutputStatement(Expression value, SourceRange range) : Statement(range)
{
    private readonly SumExpression? _sum = value as SumExpression;

    /// <summary>The text that it always writes, or null.</summary>
    public string? Literal { get; } = ((value as LiteralExpression)?.Value as SpannedString)?.Text;

    public override Flow Execute(RenderContext context)
    {
        object? result;
        if (_sum is not null)
        {
            result = _sum.WriteTo(context, this, out var isWritten);
            if (isWritten)
                return Flow.Next;
        }
        else
        {
            result = value.Evaluate(context);
        }

        if (result is SpannedString text && text.Length <= context.Output.Room)
        {
            context.Output.Append(text);
            return Flow.Next;
        }

        context.At = this;
        ValueText.WriteStr(context, result, context.Output);
        return Flow.Next;
    }
}
