using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The methods of Python's str that give text or lists of it.</summary>
internal static class StringMethods
{
    public static void AddTo(BuiltinTable table)
    {
        AddLetters(table);
        AddCutting(table);
        AddPadding(table);
        table.Add("join", "/self iterable", (context, a) => TextOperations.Join(context, Self(a), JoinParts(a)))
            .Add("replace", "/self old new count?", (context, a) => TextOperations.Replace(context, Self(a), a.Text(1).Text, a.Text(2), a.IntOr(3, -1)))
            .Add("format", "self *arguments", (context, a) => BraceFormat.Apply(context, Self(a), a.Rest))
            .Add("format_map", "/self mapping", (context, a) => BraceFormat.Apply(context, Self(a), FromMap(a)))
            .Add("encode", "self *arguments", (_, _) => throw new RenderFault("Templates know no bytes; 'encode' has no meaning here."));
    }

    private static void AddLetters(BuiltinTable table) => table
        .Add("upper", "/self", (context, a) => CaseMapping.Upper(context, Self(a)))
        .Add("lower", "/self", (context, a) => CaseMapping.Lower(context, Self(a)))
        .Add("casefold", "/self", (context, a) => CaseMapping.Fold(context, Self(a)))
        .Add("capitalize", "/self", (context, a) => CaseMapping.Capitalize(context, Self(a)))
        .Add("title", "/self", (context, a) => CaseMapping.Title(context, Self(a)))
        .Add("swapcase", "/self", (context, a) => CaseMapping.SwapCase(context, Self(a)));

    private static void AddCutting(BuiltinTable table) => table
        .Add("strip", "/self chars?", (_, a) => Strip(a, true, true), static (_, self) => TextOperations.Strip((SpannedString)self!, null, true, true))
        .Add("lstrip", "/self chars?", (_, a) => Strip(a, true, false), static (_, self) => TextOperations.Strip((SpannedString)self!, null, true, false))
        .Add("rstrip", "/self chars?", (_, a) => Strip(a, false, true), static (_, self) => TextOperations.Strip((SpannedString)self!, null, false, true))
        .Add("split", "self sep? maxsplit?", (context, a) => Split(context, a, false))
        .Add("rsplit", "self sep? maxsplit?", (context, a) => Split(context, a, true))
        .Add("splitlines", "self keepends?", (context, a) => new TemplateList(TextOperations.SplitLines(Self(a), a.Flag(1, false))))
        .Add("partition", "/self sep", (_, a) => Partition(a, false))
        .Add("rpartition", "/self sep", (_, a) => Partition(a, true))
        .Add("removeprefix", "/self prefix", (_, a) => a.Text(1).Text is var prefix && Self(a).Text.StartsWith(prefix, StringComparison.Ordinal)
            ? Self(a).Slice(prefix.Length, Self(a).Length - prefix.Length) : Self(a))
        .Add("removesuffix", "/self suffix", (_, a) => a.Text(1).Text is var suffix && Self(a).Text.EndsWith(suffix, StringComparison.Ordinal)
            ? Self(a).Slice(0, Self(a).Length - suffix.Length) : Self(a));

    private static void AddPadding(BuiltinTable table) => table
        .Add("center", "/self width fillchar?", (context, a) => StringPadding.Center(context, Self(a), a.Int(1), a.TextOr(2, " ")))
        .Add("ljust", "/self width fillchar?", (context, a) => StringPadding.Left(context, Self(a), a.Int(1), a.TextOr(2, " ")))
        .Add("rjust", "/self width fillchar?", (context, a) => StringPadding.Right(context, Self(a), a.Int(1), a.TextOr(2, " ")))
        .Add("zfill", "/self width", ZeroFill)
        .Add("expandtabs", "self tabsize?", ExpandTabs);

    private static SpannedString Self(BoundArguments a) => (SpannedString)a[0]!;

    private static SpannedString Strip(BoundArguments a, bool left, bool right) =>
        TextOperations.Strip(Self(a), a.HasValue(1) ? a.Text(1).Text : null, left, right);

    private static TemplateList Split(RenderContext context, BoundArguments a, bool fromRight) =>
        new(TextOperations.Split(context, Self(a), a.HasValue(1) ? a.Text(1).Text : null, a.IntOr(2, -1), fromRight));

    private static IEnumerable<SpannedString> JoinParts(BoundArguments a)
    {
        foreach (var item in Iteration.Items(a[1]))
        {
            yield return item as SpannedString
                ?? throw new RenderFault($"'join' joins strings, and here is {TypeNames.Of(item)}. The filter 'join' takes any value.");
        }
    }

    private static TemplateTuple Partition(BoundArguments a, bool fromRight)
    {
        SpannedString text = Self(a), separator = a.Text(1);
        if (separator.Length == 0)
            throw new RenderFault("A text cannot be split at an empty separator.");
        var at = fromRight ? text.Text.LastIndexOf(separator.Text, StringComparison.Ordinal) : text.Text.IndexOf(separator.Text, StringComparison.Ordinal);
        if (at < 0)
            return fromRight ? new TemplateTuple(SpannedString.Empty, SpannedString.Empty, text) : new TemplateTuple(text, SpannedString.Empty, SpannedString.Empty);
        var end = at + separator.Length;
        return new TemplateTuple(text.Slice(0, at), text.Slice(at, separator.Length), text.Slice(end, text.Length - end));
    }

    private static object? ZeroFill(RenderContext context, BoundArguments a)
    {
        var text = Self(a);
        var sign = text.Length > 0 && text.Text[0] is '+' or '-' ? 1 : 0;
        var padded = StringPadding.Right(context, text.Slice(sign, text.Length - sign), a.Int(1) - sign, SpannedString.Literal("0"));
        return Arithmetic.Concatenate(context, text.Slice(0, sign), padded);
    }

    private static object? ExpandTabs(RenderContext context, BoundArguments a)
    {
        var text = Self(a);
        var size = a.IntOr(1, 8);
        var builder = context.NewBuilder();
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text.Text[i];
            if (character != '\t')
            {
                builder.Append(text, i, 1);
                column = character is '\n' or '\r' ? 0 : column + 1;
                continue;
            }

            var blanks = size <= 0 ? 0 : size - (column % size);
            context.ChargeValue(blanks);
            builder.Append(new string(' ', blanks), text.MarkAt(i));
            column += blanks;
        }

        return builder.Finish();
    }

    private static Arguments FromMap(BoundArguments a)
    {
        var map = a[1] as TemplateDictionary ?? throw a.Wrong(1, "a dict");
        var keywords = new List<KeyValuePair<string, object?>>();
        foreach (var entry in map.Entries)
        {
            if (entry.Key is SpannedString name)
                keywords.Add(new KeyValuePair<string, object?>(name.Text, entry.Value));
        }

        return new Arguments([], [.. keywords]);
    }
}
