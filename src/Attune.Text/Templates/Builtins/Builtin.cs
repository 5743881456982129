using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>
/// A filter, test, method or function of the language. Its parameters are written as in <c>"value width? *rest"</c>:
/// <c>?</c> marks an optional one, <c>*</c> takes all further arguments, positional and named. After a leading <c>/</c> no
/// argument may be named, as in most methods of Python's str.
/// </summary>
internal sealed class Builtin : ICallable
{
    private readonly string[] _parameters;
    private readonly int _required;
    private readonly bool _hasRest;
    private readonly bool _isPositional;
    private readonly Func<RenderContext, BoundArguments, object?> _body;

    public Builtin(string name, string parameters, Func<RenderContext, BoundArguments, object?> body)
    {
        Name = name;
        _body = body;
        _isPositional = parameters.Length > 0 && parameters[0] == '/';
        var names = parameters.TrimStart('/').Split([' '], StringSplitOptions.RemoveEmptyEntries);
        _hasRest = names.Length > 0 && names[names.Length - 1][0] == '*';
        _parameters = new string[_hasRest ? names.Length - 1 : names.Length];
        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = names[i].TrimEnd('?');
            if (_parameters[i].Length == names[i].Length)
                _required = i + 1;
        }
    }

    public string Name { get; }

    /// <summary>The same without arguments to bind, where it is a test of one value; or null.</summary>
    public Func<object?, bool>? Predicate { get; init; }

    /// <summary>The same for one value alone, where nothing else need be bound then; or null.</summary>
    public Func<RenderContext, object?, object?>? OfOne { get; init; }

    public string Description => $"'{Name}'";

    public string ParameterName(int index) => _parameters[index];

    public object? Call(RenderContext context, Arguments arguments)
    {
        if (arguments.Positional.Length > 0)
            Charge(context, arguments.Positional[0]);
        return _body(context, Bind(context, arguments));
    }

    /// <summary>The call with one value and nothing else, which most filters and methods are.</summary>
    public object? Call(RenderContext context, object? value)
    {
        if (OfOne is not null)
        {
            Charge(context, value);
            return OfOne(context, value);
        }

        if (_parameters.Length == 0 || _required > 1)
            return Call(context, new Arguments([value], Arguments.NoKeywords));
        Charge(context, value);
        var values = new object?[_parameters.Length];
        values[0] = value;
        for (var i = 1; i < values.Length; i++)
            values[i] = Frame.Unset;
        return _body(context, new BoundArguments(context, this, values, Arguments.None));
    }

    /// <summary>Most builtins walk through the text they work on.</summary>
    public static void Charge(RenderContext context, object? value)
    {
        if (value is SpannedString text)
            context.Charge(text.Length >> 3);
    }

    private BoundArguments Bind(RenderContext context, Arguments arguments)
    {
        // The usual case: every parameter is given by its place.
        if (arguments.Positional.Length == _parameters.Length && arguments.Keywords.Length == 0)
            return new BoundArguments(context, this, arguments.Positional, Arguments.None);
        var values = new object?[_parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = i < arguments.Positional.Length ? arguments.Positional[i] : Frame.Unset;
        if (arguments.Positional.Length > values.Length && !_hasRest)
            throw new RenderFault($"{Description} has too many arguments.");
        var rest = arguments.Keywords.Length == 0 ? Arguments.NoKeywords : BindKeywords(values, arguments.Keywords);
        for (var i = 0; i < _required; i++)
        {
            if (ReferenceEquals(values[i], Frame.Unset))
                throw new RenderFault($"{Description} lacks its argument '{_parameters[i]}'.");
        }

        var further = _hasRest && arguments.Positional.Length > values.Length ? arguments.Skip(values.Length).Positional : [];
        return new BoundArguments(context, this, values, new Arguments(further, rest));
    }

    private KeyValuePair<string, object?>[] BindKeywords(object?[] values, KeyValuePair<string, object?>[] keywords)
    {
        List<KeyValuePair<string, object?>>? rest = null;
        foreach (var keyword in keywords)
        {
            var at = _isPositional ? -1 : Array.IndexOf(_parameters, keyword.Key);
            if (at >= 0 && ReferenceEquals(values[at], Frame.Unset))
                values[at] = keyword.Value;
            else if (at < 0 && _hasRest)
                (rest ??= []).Add(keyword);
            else
                throw new RenderFault($"{Description} has no argument '{keyword.Key}', or it is given twice.");
        }

        return rest is null ? Arguments.NoKeywords : [.. rest];
    }
}

/// <summary>The arguments of one call of a builtin, by the number of their parameter.</summary>
internal readonly struct BoundArguments(RenderContext context, Builtin owner, object?[] values, Arguments rest)
{
    public Arguments Rest { get; } = rest;

    public object? this[int index] => values[index];

    public bool Has(int index) => !ReferenceEquals(values[index], Frame.Unset);

    /// <summary>Given and not None.</summary>
    public bool HasValue(int index) => Has(index) && values[index] is not null;

    public object? Or(int index, object? otherwise) => Has(index) ? values[index] : otherwise;

    /// <summary>str(argument).</summary>
    public SpannedString Str(int index) => ValueText.Str(context, values[index]);

    /// <summary>An argument that must be a string.</summary>
    public SpannedString Text(int index) => values[index] as SpannedString ?? throw Wrong(index, "a string");

    public SpannedString TextOr(int index, string otherwise) => Has(index) ? Text(index) : SpannedString.Literal(otherwise);

    public bool Flag(int index, bool otherwise) => Has(index) ? Truth.Of(values[index]) : otherwise;

    public int Int(int index) => Numbers.IsInteger(values[index]) ? Numbers.ToIndex(values[index]!) : throw Wrong(index, "an integer");

    public int IntOr(int index, int otherwise) => Has(index) ? Int(index) : otherwise;

    public RenderFault Wrong(int index, string expected) => values[index] is Undefined missing
        ? new RenderFault(missing.Reason)
        : new RenderFault($"The argument '{owner.ParameterName(index)}' of {owner.Description} must be {expected}, not {TypeNames.Of(values[index])}.");
}
