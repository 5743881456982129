using System.Runtime.CompilerServices;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>A literal.</summary>
internal sealed class LiteralExpression(object? value, SourceRange range) : Expression(range)
{
    public object? Value { get; } = value;

    public override object? Evaluate(RenderContext context) => Value;
}

/// <summary>A name that is read.</summary>
internal sealed class NameExpression(VariableReference variable) : Expression(variable.Range)
{
    public VariableReference Variable { get; } = variable;

    public override object? Evaluate(RenderContext context) => Variable.Read(context);
}

/// <summary><c>[a, b]</c> or <c>(a, b)</c>.</summary>
internal sealed class SequenceExpression(IReadOnlyList<Expression> items, bool isTuple, SourceRange range) : Expression(range)
{
    public IReadOnlyList<Expression> Items { get; } = items;

    public bool IsTuple { get; } = isTuple;

    // Templates cannot change a value, so one that is the same at each evaluation is made once.
    private readonly TemplateSequence? _constant = items.All(item => item is LiteralExpression)
        ? Sequence([.. items.Select(item => ((LiteralExpression)item).Value)], isTuple)
        : null;

    public override object? Evaluate(RenderContext context)
    {
        if (_constant is not null)
            return _constant;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var values = new object?[Items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Items[i].Evaluate(context);
        return Sequence(values, IsTuple);
    }

    private static TemplateSequence Sequence(object?[] values, bool isTuple) => isTuple ? new TemplateTuple(values) : new TemplateList(values);
}

/// <summary><c>{key: value}</c>.</summary>
internal sealed class DictionaryExpression(IReadOnlyList<(Expression Key, Expression Value)> entries, SourceRange range) : Expression(range)
{
    public override object? Evaluate(RenderContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var map = new TemplateDictionary();
        foreach (var (keyNode, valueNode) in entries)
        {
            var key = keyNode.Evaluate(context);
            var value = valueNode.Evaluate(context);
            context.At = keyNode;
            if (!ValueEquality.IsHashable(key))
                throw new RenderFault($"{Iteration.Capital(TypeNames.Of(key))} cannot be a key of a dict.");
            map.Set(key, value);
        }

        return map;
    }
}

/// <summary><c>a if test else b</c>; without the else it is undefined where the test fails.</summary>
internal sealed class ConditionalExpression(Expression test, Expression whenTrue, Expression? whenFalse, SourceRange range)
    : Expression(range, Above(test, whenTrue, whenFalse))
{
    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        if (test.Holds(context))
            return whenTrue.Evaluate(context);
        return whenFalse is null
            ? new Undefined("The 'if' in this expression was false and it has no 'else'.")
            : whenFalse.Evaluate(context);
    }
}
