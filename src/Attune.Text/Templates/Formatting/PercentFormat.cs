using System.Globalization;
using System.Numerics;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Python's <c>'...' % values</c>.</summary>
internal sealed class PercentFormat
{
    private readonly RenderContext _context;
    private readonly SpannedString _format;
    private readonly object? _values;
    private int _at;
    private int _used;

    private PercentFormat(RenderContext context, SpannedString format, object? values)
    {
        _context = context;
        _format = format;
        _values = values;
    }

    public static SpannedString Apply(RenderContext context, SpannedString format, object? values) =>
        new PercentFormat(context, format, values).Run();

    private SpannedString Run()
    {
        var builder = _context.NewBuilder();
        while (_at < _format.Length)
        {
            var percent = _format.Text.IndexOf('%', _at);
            var end = percent < 0 ? _format.Length : percent;
            builder.Append(_format, _at, end - _at);
            _at = end + 1;
            if (percent >= 0)
                builder.Append(Directive());
        }

        var isMap = _values is TemplateDictionary or TemplateList or Undefined;
        if (_used < (_values is TemplateTuple tuple ? tuple.Count : 1) && !isMap)
            throw new RenderFault("There are more values than places in the text to format.");
        return builder.Finish();
    }

    private SpannedString Directive()
    {
        var key = Peek() == '(' ? Key() : null;
        var flags = "";
        while (Peek() is '-' or '+' or ' ' or '#' or '0')
            flags += _format.Text[_at++];
        var width = Size();
        if (width < 0)
            (width, flags) = (-width, flags + "-");
        var precision = -1;
        if (Peek() == '.')
        {
            _at++;
            precision = Math.Max(0, Size());
        }

        while (Peek() is 'h' or 'l' or 'L')
            _at++;
        var type = Peek();
        _at++;
        if (type == '%')
            return SpannedString.Literal("%");
        if (type == '\0')
            throw new RenderFault("The text to format ends inside a '%' place.");
        return Format(key is null ? Next() : Lookup(key), type, flags, width, precision);
    }

    private SpannedString Format(object? value, char type, string flags, int width, int precision)
    {
        var isText = type is 's' or 'r' or 'a' or 'c';
        var spec = new FormatSpec
        {
            Align = flags.IndexOf('-') >= 0 ? '<' : flags.IndexOf('0') >= 0 && !isText ? '=' : '>',
            Fill = flags.IndexOf('0') >= 0 && flags.IndexOf('-') < 0 && !isText ? "0" : " ",
            Sign = isText ? '\0' : flags.IndexOf('+') >= 0 ? '+' : flags.IndexOf(' ') >= 0 ? ' ' : '-',
            Alternate = !isText && flags.IndexOf('#') >= 0,
            Width = width,
            Precision = precision,
        };
        switch (type)
        {
            case 's':
                return spec.Apply(_context, ValueText.Str(_context, value));
            case 'r' or 'a':
                return spec.Apply(_context, ValueText.Repr(_context, value));
            case 'c':
                return (spec with { Precision = -1 }).Apply(_context, Character(value));
            case 'd' or 'i' or 'u' or 'x' or 'X' or 'o':
                return (spec with { Type = type is 'i' or 'u' ? 'd' : type, Precision = -1, MinDigits = Math.Max(0, precision) }).Apply(_context, Numbers.Normalise(Integer(value, type)));
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                return (spec with { Type = type }).Apply(_context, Numbers.IsNumber(value) ? Numbers.ToDouble(value) : throw Wrong(value, type));
            default:
                throw new RenderFault($"'%{type}' is not a format.");
        }
    }

    private static SpannedString Character(object? value) => value is not SpannedString text ? SpannedString.Literal(CodePointText.FromValue((int)Integer(value, 'c')))
        : text.CodePoints == 1 ? text : throw new RenderFault("'%c' needs a number or one character.");

    private static BigInteger Integer(object? value, char type)
    {
        if (Numbers.IsInteger(value))
            return Numbers.ToBig(value) is var integer && type == 'c' && (integer < 0 || integer > 0x10FFFF) ? throw Wrong(value, type) : integer;
        return value is double number && (type is 'd' or 'i' or 'u') && !double.IsNaN(number) && !double.IsInfinity(number)
            ? new BigInteger(Math.Truncate(number)) : throw Wrong(value, type);
    }

    private static RenderFault Wrong(object? value, char type) =>
        new(value is Undefined missing ? missing.Reason : $"'%{type}' needs a number, not {TypeNames.Of(value)}.");

    private char Peek() => _at < _format.Length ? _format.Text[_at] : '\0';

    private string Key()
    {
        var start = ++_at;
        var depth = 1;
        for (; _at < _format.Length; _at++)
        {
            depth += _format.Text[_at] == '(' ? 1 : _format.Text[_at] == ')' ? -1 : 0;
            if (depth == 0)
                return _format.Text.Substring(start, _at++ - start);
        }

        throw new RenderFault("The text to format ends inside a '%' place.");
    }

    private int Size()
    {
        if (Peek() == '*')
        {
            _at++;
            return Next() is long given && Math.Abs(given) < int.MaxValue ? (int)given : throw new RenderFault("'*' in a format needs an integer.");
        }

        var start = _at;
        while (CharacterClasses.IsAsciiDigit(Peek()))
            _at++;
        return _at == start ? 0
            : int.TryParse(_format.Text.Substring(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : int.MaxValue;
    }

    private object? Next()
    {
        if (_values is TemplateTuple tuple)
            return _used < tuple.Count ? tuple.Items[_used++] : throw new RenderFault("There are fewer values than places in the text to format.");
        return _used++ == 0 ? _values : throw new RenderFault("There are fewer values than places in the text to format.");
    }

    private object? Lookup(string key)
    {
        _used = int.MaxValue;
        if (_values is not TemplateDictionary map)
            throw new RenderFault("A text with named places needs a dict to format.");
        return map.TryGet(key, out var value) ? value : throw new RenderFault($"The dict to format has no '{key}'.");
    }
}
