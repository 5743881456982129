using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>string.*</c> that cut a text. Places are code points.</summary>
internal static class SubstringFunctions
{
    public static void AddTo(BuiltinTable table) => table
        .Add("slice", "/text start length?", (context, a) => Slice(context, a, a.Has(2) ? a.Int(2) : int.MaxValue))
        .Add("slice1", "/text start length?", (context, a) => Slice(context, a, a.Has(2) ? a.Int(2) : 1))
        .Add("split", "/text match", Split)
        .Add("truncate", "/text length ellipsis?", Truncate)
        .Add("truncatewords", "/text count ellipsis?", TruncateWords);

    private static SpannedString Slice(RenderContext context, BoundArguments a, int length)
    {
        var text = StringFunctions.Text(context, a, 0);
        var start = a.Int(1);
        start = Math.Max(0, start < 0 ? start + text.CodePoints : start);
        var count = Math.Min(Math.Max(0, length), text.CodePoints - start);
        return count <= 0 ? SpannedString.Empty : Slicing.CodePoints(text, start, count);
    }

    private static object? Split(RenderContext context, BoundArguments a)
    {
        var text = StringFunctions.Text(context, a, 0);
        var match = StringFunctions.Text(context, a, 1).Text;
        if (match.Length == 0)
            return new TemplateList([.. Iteration.Items(text)]);
        var parts = TextOperations.Split(context, text, match, -1, false);
        parts.RemoveAll(part => ((SpannedString)part!).Length == 0);
        return new TemplateList(parts);
    }

    private static object? Truncate(RenderContext context, BoundArguments a)
    {
        var text = StringFunctions.Text(context, a, 0);
        var ellipsis = a.Has(2) ? StringFunctions.Text(context, a, 2) : SpannedString.Literal("...");
        var length = Math.Max(0, a.Int(1));
        if (text.CodePoints <= length)
            return text;
        var keep = Math.Max(0, length - ellipsis.CodePoints);
        return Arithmetic.Concatenate(context, keep == 0 ? SpannedString.Empty : Slicing.CodePoints(text, 0, keep), ellipsis);
    }

    private static object? TruncateWords(RenderContext context, BoundArguments a)
    {
        var ellipsis = a.Has(2) ? StringFunctions.Text(context, a, 2) : SpannedString.Literal("...");
        var words = TextOperations.Split(context, StringFunctions.Text(context, a, 0), null, -1, false);
        var count = Math.Min(Math.Max(0, a.Int(1)), words.Count);
        var kept = TextOperations.Join(context, SpannedString.Literal(" "), words.GetRange(0, count).ConvertAll(word => (SpannedString)word!));
        return count < words.Count ? Arithmetic.Concatenate(context, kept, ellipsis) : kept;
    }
}
