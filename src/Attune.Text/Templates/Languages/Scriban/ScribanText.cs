using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>
/// How Scriban writes values: nothing for <c>null</c>, <c>true</c>, numbers as .NET has them, lists as <c>[1, "a"]</c>,
/// objects as <c>{name: "a"}</c>. Strings keep their marks.
/// </summary>
internal static class ScribanText
{
    public static SpannedString Of(RenderContext context, object? value)
    {
        if (value is SpannedString text)
            return text;
        if (Scalar(value) is { } scalar)
            return SpannedString.Literal(scalar);
        var builder = context.NewBuilder();
        Write(context, value, builder);
        return builder.Finish();
    }

    private static string? Scalar(object? value) => value switch
    {
        null or Undefined => "",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static void Write(RenderContext context, object? value, SpannedStringBuilder to)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(1);
        switch (value)
        {
            case SpannedString text:
                to.Append("\"", text.FirstMark).Append(text).Append("\"", text.FirstMark);
                break;
            case TemplateDictionary map:
                WriteMap(context, map, to);
                break;
            case TemplateSequence sequence:
                WriteItems(context, sequence.Items, sequence.Mark, to);
                break;
            default:
                if (Scalar(value) is { } scalar)
                    to.Append(value is null or Undefined ? "null" : scalar, Mark.Template);
                else
                    WriteItems(context, Iteration.ToList(context, value), Mark.Template, to);
                break;
        }
    }

    private static void WriteItems(RenderContext context, IReadOnlyList<object?> items, Mark mark, SpannedStringBuilder to)
    {
        to.Append('[', mark);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                to.Append(", ", mark);
            Write(context, items[i], to);
        }

        to.Append(']', mark);
    }

    private static void WriteMap(RenderContext context, TemplateDictionary map, SpannedStringBuilder to)
    {
        to.Append('{', map.Mark);
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0)
                to.Append(", ", map.Mark);
            to.Append(Of(context, map.Entries[i].Key)).Append(": ", map.Mark);
            Write(context, map.Entries[i].Value, to);
        }

        to.Append('}', map.Mark);
    }
}
