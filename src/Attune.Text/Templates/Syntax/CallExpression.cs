using System.Runtime.CompilerServices;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>The arguments of a call, filter or test as expressions.</summary>
internal sealed class ArgumentList(
    IReadOnlyList<Expression> positional, IReadOnlyList<(string Name, Expression Value)> keywords, Expression? morePositional, Expression? moreKeywords)
{
    public static readonly ArgumentList Empty = new([], [], null, null);

    private readonly Expression[] _positional = [.. positional];

    // Shared by all calls: whoever binds keywords reads them only.
    private readonly KeyValuePair<string, object?>[]? _constantKeywords = moreKeywords is null && keywords.All(keyword => keyword.Value is LiteralExpression)
        ? [.. keywords.Select(keyword => new KeyValuePair<string, object?>(keyword.Name, ((LiteralExpression)keyword.Value).Value))]
        : null;

    // Names and literals go no deeper.
    private readonly bool _isFlat = morePositional is null && moreKeywords is null && keywords.Count == 0
        && positional.All(argument => argument is LiteralExpression or NameExpression);

    public IReadOnlyList<Expression> Positional => _positional;

    public bool IsEmpty { get; } = positional.Count == 0 && keywords.Count == 0 && morePositional is null && moreKeywords is null;

    /// <summary>The values, with an optional first one (what a filter or test works on).</summary>
    public Arguments Evaluate(RenderContext context, bool hasFirst, object? first)
    {
        if (!_isFlat)
            RuntimeHelpers.EnsureSufficientExecutionStack();
        var offset = hasFirst ? 1 : 0;
        var values = new object?[_positional.Length + offset];
        if (hasFirst)
            values[0] = first;
        for (var i = 0; i < _positional.Length; i++)
            values[i + offset] = _positional[i].Evaluate(context);
        if (morePositional is not null)
            values = [.. values, .. Iteration.ToList(context, morePositional.Evaluate(context))];
        return new Arguments(values, Keywords(context));
    }

    private KeyValuePair<string, object?>[] Keywords(RenderContext context)
    {
        if (_constantKeywords is not null)
            return _constantKeywords;
        var values = new List<KeyValuePair<string, object?>>();
        foreach (var (name, value) in keywords)
            values.Add(new KeyValuePair<string, object?>(name, value.Evaluate(context)));
        if (moreKeywords is null)
            return [.. values];
        var more = moreKeywords.Evaluate(context) as TemplateDictionary
            ?? throw new RenderFault("What follows '**' in a call must be a dict.");
        foreach (var entry in more.Entries)
        {
            if (entry.Key is not SpannedString name || values.Exists(given => given.Key == name.Text))
                throw new RenderFault("The keys of a dict after '**' must be strings that are not given already.");
            values.Add(new KeyValuePair<string, object?>(name.Text, entry.Value));
        }

        return [.. values];
    }
}

/// <summary><c>callee(arguments)</c>.</summary>
internal sealed class CallExpression(Expression callee, ArgumentList arguments, SourceRange range)
    : Expression(range, Above(callee))
{
    private readonly AttributeExpression? _member = callee as AttributeExpression;
    private readonly NamedMethods? _methods = callee is AttributeExpression member ? Methods.Named(member.Name) : null;

    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        return Invoke(context, null);
    }

    /// <summary>Calls with one more keyword argument: the <c>caller</c> of a call block.</summary>
    public object? Invoke(RenderContext context, Macro? caller)
    {
        if (caller is null && _member is not null)
            return InvokeMember(context, _member);
        var function = callee.Evaluate(context);
        var values = arguments.Evaluate(context, false, null);
        if (caller is not null)
            values = new Arguments(values.Positional, [.. values.Keywords, new KeyValuePair<string, object?>("caller", caller)]);
        return Call(context, function, values);
    }

    // A method of a string, list or dict is called without making a bound method first.
    private object? InvokeMember(RenderContext context, AttributeExpression member)
    {
        var owner = member.Owner.Evaluate(context);
        if (_methods!.Of(owner) is { } method)
        {
            var values = arguments.IsEmpty ? Arguments.None : arguments.Evaluate(context, true, owner);
            context.At = this;
            context.Charge(1);
            return arguments.IsEmpty ? method.Call(context, owner) : method.Call(context, values);
        }

        context.At = member;
        var function = Subscript.Attribute(owner, member.Name);
        return Call(context, function, arguments.Evaluate(context, false, null));
    }

    private object? Call(RenderContext context, object? function, Arguments values)
    {
        context.At = this;
        context.Charge(1);
        return function switch
        {
            ICallable callable => callable.Call(context, values),
            Undefined missing => throw new RenderFault(missing.Reason),
            _ => throw new RenderFault($"{Iteration.Capital(TypeNames.Of(function))} cannot be called."),
        };
    }
}
