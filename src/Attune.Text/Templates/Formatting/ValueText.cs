using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Python's str() and repr().</summary>
internal static class ValueText
{
    /// <summary>str(value), with the spans of the strings in it.</summary>
    public static SpannedString Str(RenderContext context, object? value)
    {
        if (value is SpannedString text)
            return text;
        if (Scalar(value) is { } scalar)
            return SpannedString.Literal(scalar);
        var builder = context.NewBuilder();
        WriteRepr(context, value, builder, MarkOf(value));
        return builder.Finish();
    }

    public static SpannedString Repr(RenderContext context, object? value)
    {
        var builder = context.NewBuilder();
        WriteRepr(context, value, builder, MarkOf(value));
        return builder.Finish();
    }

    /// <summary>Writes str(value).</summary>
    public static void WriteStr(RenderContext context, object? value, SpannedStringBuilder to)
    {
        if (value is SpannedString text)
            to.Append(text);
        else if (Scalar(value) is { } scalar)
            to.Append(scalar, Mark.Template);
        else
            WriteRepr(context, value, to, MarkOf(value));
    }

    public static Mark MarkOf(object? value) => value switch
    {
        SpannedString text => text.FirstMark,
        TemplateSequence sequence => sequence.Mark,
        TemplateDictionary map => map.Mark,
        DictionaryView view => view.Owner.Mark,
        _ => Mark.Template,
    };

    private static string? Scalar(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => FloatText.Repr(number),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        Undefined => "",
        _ => null,
    };

    private static void WriteRepr(RenderContext context, object? value, SpannedStringBuilder to, Mark mark)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(1);
        switch (value)
        {
            case Undefined:
                to.Append("Undefined", mark);
                break;
            case SpannedString text:
                StringRepr.Write(text, to);
                break;
            case TemplateList list:
                WriteItems(context, list.Items, "[", "]", to, list.Mark);
                break;
            case TemplateSequence tuple:
                WriteItems(context, tuple.Items, "(", tuple.Count == 1 ? ",)" : ")", to, tuple.Mark);
                break;
            case TemplateDictionary map:
                WriteMap(context, map, to);
                break;
            case DictionaryView view:
                to.Append("dict_" + view.Kind + "(", view.Owner.Mark);
                WriteItems(context, [.. view.Items], "[", "]", to, view.Owner.Mark);
                to.Append(')', view.Owner.Mark);
                break;
            case Namespace space:
                to.Append("<Namespace ", mark);
                WriteMap(context, space.Attributes, to);
                to.Append('>', mark);
                break;
            default:
                to.Append(Scalar(value) ?? Opaque(value), mark);
                break;
        }
    }

    private static void WriteItems(
        RenderContext context, object?[] items, string open, string close, SpannedStringBuilder to, Mark mark)
    {
        to.Append(open, mark);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                to.Append(", ", mark);
            WriteRepr(context, items[i], to, mark);
        }

        to.Append(close, mark);
    }

    private static void WriteMap(RenderContext context, TemplateDictionary map, SpannedStringBuilder to)
    {
        to.Append('{', map.Mark);
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0)
                to.Append(", ", map.Mark);
            WriteRepr(context, map.Entries[i].Key, to, map.Mark);
            to.Append(": ", map.Mark);
            WriteRepr(context, map.Entries[i].Value, to, map.Mark);
        }

        to.Append('}', map.Mark);
    }

    private static string Opaque(object? value) => value switch
    {
        NumberRange range => range.Step == 1
            ? string.Format(CultureInfo.InvariantCulture, "range({0}, {1})", range.Start, range.Stop)
            : string.Format(CultureInfo.InvariantCulture, "range({0}, {1}, {2})", range.Start, range.Stop, range.Step),
        LoopState loop => string.Format(CultureInfo.InvariantCulture, "<LoopContext {0}/{1}>", loop.Index0 + 1, loop.Length),
        Macro macro => $"<Macro '{macro.Name}'>",
        OneShotSequence => "<generator object>",
        ICallable callable => "<" + callable.Description + ">",
        _ => "<" + TypeNames.Of(value) + ">",
    };
}
