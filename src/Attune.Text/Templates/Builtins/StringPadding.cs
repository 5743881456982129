using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Fills a text up to a width, counted in code points.</summary>
internal static class StringPadding
{
    public static SpannedString Center(RenderContext context, SpannedString text, int width, SpannedString fill)
    {
        var space = Math.Max(0, width - text.CodePoints);
        // Python puts the odd blank left where the width is odd.
        var left = (space / 2) + (space & width & 1);
        return Pad(context, text, left, space - left, fill);
    }

    public static SpannedString Left(RenderContext context, SpannedString text, int width, SpannedString fill) =>
        Pad(context, text, 0, width - text.CodePoints, fill);

    public static SpannedString Right(RenderContext context, SpannedString text, int width, SpannedString fill) =>
        Pad(context, text, width - text.CodePoints, 0, fill);

    public static SpannedString Pad(RenderContext context, SpannedString text, int left, int right, SpannedString fill)
    {
        if (fill.CodePoints != 1)
            throw new RenderFault("The text to fill with must be one character.");
        if (left <= 0 && right <= 0)
            return text;
        context.ChargeValue((long)Math.Max(0, left) + Math.Max(0, right) + text.Length);
        var builder = context.NewBuilder();
        for (var i = 0; i < left; i++)
            builder.Append(fill);
        builder.Append(text);
        for (var i = 0; i < right; i++)
            builder.Append(fill);
        return builder.Finish();
    }
}
