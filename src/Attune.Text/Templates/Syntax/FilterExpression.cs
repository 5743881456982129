using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>One filter with its arguments, without what it is applied to.</summary>
internal sealed class FilterCall(string name, Builtin? filter, ArgumentList arguments, SourceRange range) : Node(range)
{
    public object? Apply(RenderContext context, object? value)
    {
        if (filter is not null && arguments.IsEmpty)
        {
            context.At = this;
            context.Charge(1);
            return filter.Call(context, value);
        }

        var values = arguments.Evaluate(context, true, value);
        context.At = this;
        if (filter is null)
            throw new RenderFault($"There is no filter '{name}'.");
        context.Charge(1);
        return filter.Call(context, values);
    }
}

/// <summary><c>value | filter</c>.</summary>
internal sealed class FilterExpression(Expression input, FilterCall filter, SourceRange range) : Expression(range, Above(input))
{
    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        return filter.Apply(context, input.Evaluate(context));
    }
}

/// <summary><c>value is test</c>.</summary>
internal sealed class TestExpression(string name, Builtin? test, Expression input, ArgumentList arguments, bool isNegated, SourceRange range)
    : Expression(range, Above(input))
{
    public override object? Evaluate(RenderContext context) => Truth.Box(Holds(context));

    public override bool Holds(RenderContext context)
    {
        CheckStack();
        var value = input.Evaluate(context);
        if (test?.Predicate is { } predicate && arguments.IsEmpty)
        {
            if (value is SpannedString)
            {
                context.At = this;
                Builtin.Charge(context, value);
            }

            return predicate(value) != isNegated;
        }

        var values = arguments.Evaluate(context, true, value);
        context.At = this;
        if (test is null)
            throw new RenderFault($"There is no test '{name}'.");
        return Truth.Of(test.Call(context, values)) != isNegated;
    }
}
