using System.Globalization;
using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters that lay text out: indent, center, cut, wrap.</summary>
internal static class LayoutFilters
{
    private static readonly string[] s_decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
    private static readonly string[] s_binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    public static void AddTo(BuiltinTable table) => table
        .Add("indent", "s width? first? blank?", Indent)
        .Add("center", "value width?", (context, a) => StringPadding.Center(context, a.Str(0), a.IntOr(1, 80), SpannedString.Literal(" ")))
        .Add("truncate", "s length? killwords? end? leeway?", Truncate)
        .Add("wordwrap", "s width? break_long_words? wrapstring? break_on_hyphens?", WordWrap.Apply)
        .Add("filesizeformat", "value binary?", FileSize);

    // Padding takes the mark of the line end before it: it belongs to whose text it indents.
    private static object? Indent(RenderContext context, BoundArguments a)
    {
        var text = a.Text(0);
        var width = !a.Has(1) ? SpannedString.Literal("    ") : a[1] as SpannedString ?? SpannedString.Literal(Blanks(context, a.Int(1)));
        bool first = a.Flag(2, false), blank = a.Flag(3, false);
        var lines = TextOperations.SplitLines(text, keepEnds: false);
        if (lines.Count == 0 || (text.Length > 0 && CharacterClasses.IsLineBreak(text.Text[text.Length - 1])))
            lines.Add(SpannedString.Empty);
        var builder = context.NewBuilder();
        var mark = text.FirstMark;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = (SpannedString)lines[i]!;
            if (i > 0)
                builder.Append('\n', mark);
            if (i == 0 ? first : blank || line.Length > 0)
                builder.Append(width.Text, text.Length == 0 ? width.FirstMark : mark);
            builder.Append(line);
            if (line.Length > 0)
                mark = line.MarkAt(line.Length - 1);
        }

        context.Charge(builder.Length);
        return builder.Finish();
    }

    private static object? Truncate(RenderContext context, BoundArguments a)
    {
        var count = Iteration.KnownCount(a[0]);
        var length = a.IntOr(1, 255);
        var end = a.TextOr(3, "...");
        var leeway = a.HasValue(4) ? a.Int(4) : 5;
        if (length < end.CodePoints)
            throw new RenderFault($"'truncate' cannot cut to {length}: its end alone has {end.CodePoints} characters.");
        if (leeway < 0)
            throw new RenderFault("The leeway of 'truncate' cannot be negative.");
        if (count < 0)
            throw a.Wrong(0, "a string");
        if (count <= (long)length + leeway)
            return a[0];
        var text = a.Text(0);
        var cut = Slicing.CodePoints(text, 0, length - end.CodePoints);
        if (!a.Flag(2, false))
        {
            var blank = cut.Text.LastIndexOf(' ');
            cut = blank < 0 ? cut : cut.Slice(0, blank);
        }

        return Arithmetic.Concatenate(context, cut, end);
    }

    private static object? FileSize(RenderContext context, BoundArguments a)
    {
        var isBinary = a.Flag(1, false);
        var size = Numbers.IsNumber(a[0]) ? Numbers.ToDouble(a[0])
            : double.TryParse(a.Str(0).Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw a.Wrong(0, "a number");
        double unit = isBinary ? 1024 : 1000;
        if (size == 1)
            return SpannedString.Literal("1 Byte");
        if (size < unit)
            return SpannedString.Literal(((long)size).ToString(CultureInfo.InvariantCulture) + " Bytes");
        var names = isBinary ? s_binaryUnits : s_decimalUnits;
        var scale = unit;
        for (var i = 0; ; i++, scale *= unit)
        {
            if (size < scale * unit || i == names.Length - 1)
                return SpannedString.Literal(FloatText.Fixed(size / scale, 1) + " " + names[i]);
        }
    }

    private static string Blanks(RenderContext context, int width)
    {
        context.ChargeValue(Math.Max(0, width));
        return new string(' ', Math.Max(0, width));
    }
}
