using System.Globalization;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Python's <c>'{} {name:&gt;8}'.format(...)</c>.</summary>
internal sealed class BraceFormat(RenderContext context, Arguments arguments)
{
    private int _next;
    private bool? _isNumbered;

    public static SpannedString Apply(RenderContext context, SpannedString format, Arguments arguments) =>
        new BraceFormat(context, arguments).Run(format, 0);

    private SpannedString Run(SpannedString format, int depth)
    {
        var builder = context.NewBuilder();
        var text = format.Text;
        for (var i = 0; i < text.Length; i++)
        {
            var isDouble = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is not ('{' or '}'))
            {
                builder.Append(format, i, 1);
            }
            else if (isDouble)
            {
                builder.Append(format, i++, 1);
            }
            else if (text[i] == '}')
            {
                throw new RenderFault("A single '}' stands in the text to format. Write '}}' for one.");
            }
            else
            {
                var end = FieldEnd(text, i + 1);
                builder.Append(Field(format.Slice(i + 1, end - i - 1), depth));
                i = end;
            }
        }

        return builder.Finish();
    }

    private static int FieldEnd(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new RenderFault("A '{' in the text to format has no end. Write '{{' for one.");
    }

    private SpannedString Field(SpannedString field, int depth)
    {
        if (depth > 1)
            throw new RenderFault("Places in the text to format are nested too deep.");
        var text = field.Text;
        var nameEnd = 0;
        for (var inBrackets = false; nameEnd < text.Length && (inBrackets || text[nameEnd] is not ('!' or ':')); nameEnd++)
            inBrackets = text[nameEnd] == '[' || (inBrackets && text[nameEnd] != ']');
        var value = Resolve(text.Substring(0, nameEnd));
        if (nameEnd < text.Length && text[nameEnd] == '!')
        {
            var conversion = nameEnd + 1 < text.Length ? text[nameEnd + 1] : '\0';
            value = conversion switch
            {
                's' => ValueText.Str(context, value),
                'r' or 'a' => ValueText.Repr(context, value),
                _ => throw new RenderFault("After '!' stands 's', 'r' or 'a'."),
            };
            nameEnd += 2;
            if (nameEnd < text.Length && text[nameEnd] != ':')
                throw new RenderFault("After a conversion stands ':' or the end of the place.");
        }

        var spec = nameEnd >= text.Length ? "" : Run(field.Slice(nameEnd + 1, text.Length - nameEnd - 1), depth + 1).Text;
        if (spec.Length == 0)
            return ValueText.Str(context, value);
        return value is SpannedString || Numbers.IsNumber(value) ? FormatSpec.Parse(spec).Apply(context, value)
            : throw new RenderFault($"{Iteration.Capital(TypeNames.Of(value))} cannot be formatted with '{spec}'.");
    }

    private object? Resolve(string name)
    {
        var end = name.IndexOfAny(['.', '[']);
        var value = First(end < 0 ? name : name.Substring(0, end));
        while (end >= 0 && end < name.Length)
        {
            value = name[end] switch
            {
                '.' => Attribute(value, name, ref end),
                '[' => Item(value, name, ref end),
                _ => throw new RenderFault("After ']' in a place stands '.', '[' or the end of the name."),
            };
        }

        return value;
    }

    private static object? Attribute(object? owner, string name, ref int at)
    {
        var end = name.IndexOfAny(['.', '['], at + 1);
        end = end < 0 ? name.Length : end;
        var attribute = name.Substring(at + 1, end - at - 1);
        at = end;
        return Subscript.Attribute(owner, attribute);
    }

    private static object? Item(object? owner, string name, ref int at)
    {
        var close = name.IndexOf(']', at);
        if (close < 0)
            throw new RenderFault("A '[' in the text to format has no end.");
        var key = name.Substring(at + 1, close - at - 1);
        at = close + 1;
        var isIndex = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        return Subscript.Item(owner, isIndex ? (long)index : SpannedString.Literal(key));
    }

    private object? First(string name)
    {
        var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        if (isNumber || name.Length == 0)
        {
            if (_isNumbered is { } before && before != isNumber)
                throw new RenderFault("Places with a number and places without one cannot be mixed in one text to format.");
            _isNumbered = isNumber;
            return Positional(isNumber ? index : _next++);
        }

        foreach (var keyword in arguments.Keywords)
        {
            if (keyword.Key == name)
                return keyword.Value;
        }

        throw new RenderFault($"There is no value '{name}' for the text to format.");
    }

    private object? Positional(int index) => index < arguments.Positional.Length ? arguments.Positional[index]
        : throw new RenderFault("There are fewer values than places in the text to format.");
}
