using System.Globalization;
using System.Numerics;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>string.*</c>. Any value is taken as its text.</summary>
internal static class StringFunctions
{
    public static BuiltinTable Table { get; } = Create();

    private static BuiltinTable Create()
    {
        var table = new BuiltinTable();
        AddLetters(table);
        AddChanges(table);
        AddQuestions(table);
        SubstringFunctions.AddTo(table);
        return table;
    }

    /// <summary>The argument as text.</summary>
    public static SpannedString Text(RenderContext context, BoundArguments a, int index) => ScribanText.Of(context, a[index]);

    private static void AddLetters(BuiltinTable table) => table
        .Add("upcase", "/text", (context, a) => CaseMapping.Upper(context, Text(context, a, 0)))
        .Add("downcase", "/text", (context, a) => CaseMapping.Lower(context, Text(context, a, 0)))
        .Add("capitalize", "/text", (context, a) => Capitalize(context, Text(context, a, 0), firstOnly: true))
        .Add("capitalizewords", "/text", (context, a) => Capitalize(context, Text(context, a, 0), firstOnly: false))
        .Add("handleize", "/text", (context, a) => Handle(context, Text(context, a, 0)));

    private static void AddChanges(BuiltinTable table) => table
        .Add("append", "/text with", (context, a) => Arithmetic.Concatenate(context, Text(context, a, 0), Text(context, a, 1)))
        .Add("prepend", "/text with", (context, a) => Arithmetic.Concatenate(context, Text(context, a, 1), Text(context, a, 0)))
        .Add("strip", "/text", (context, a) => TextOperations.Strip(Text(context, a, 0), null, true, true))
        .Add("lstrip", "/text", (context, a) => TextOperations.Strip(Text(context, a, 0), null, true, false))
        .Add("rstrip", "/text", (context, a) => TextOperations.Strip(Text(context, a, 0), null, false, true))
        .Add("strip_newlines", "/text", (context, a) => TextOperations.Replace(
            context, TextOperations.Replace(context, Text(context, a, 0), "\r", SpannedString.Empty, -1), "\n", SpannedString.Empty, -1))
        .Add("replace", "/text match with", (context, a) => Replace(context, a, Text(context, a, 2), -1))
        .Add("replace_first", "/text match with", (context, a) => Replace(context, a, Text(context, a, 2), 1))
        .Add("remove", "/text match", (context, a) => Replace(context, a, SpannedString.Empty, -1))
        .Add("remove_first", "/text match", (context, a) => Replace(context, a, SpannedString.Empty, 1))
        .Add("pad_left", "/text width fill?", (context, a) => StringPadding.Right(context, Text(context, a, 0), a.Int(1), Fill(context, a)))
        .Add("pad_right", "/text width fill?", (context, a) => StringPadding.Left(context, Text(context, a, 0), a.Int(1), Fill(context, a)))
        .Add("pluralize", "/number one many", (_, a) => ValueEquality.AreEqual(a[0], 1L) ? a[1] : a[2]);

    private static void AddQuestions(BuiltinTable table) => table
        .Add("size", "/text", (context, a) => (long)Text(context, a, 0).CodePoints)
        .Add("empty", "/text", (context, a) => Truth.Box(Text(context, a, 0).Length == 0))
        .Add("whitespace", "/text", (context, a) => Truth.Box(TextOperations.Strip(Text(context, a, 0), null, true, true).Length == 0))
        .Add("contains", "/text value", (context, a) => Truth.Box(Text(context, a, 0).Text.Contains(Text(context, a, 1).Text)))
        .Add("starts_with", "/text value", (context, a) => Truth.Box(Text(context, a, 0).Text.StartsWith(Text(context, a, 1).Text, StringComparison.Ordinal)))
        .Add("ends_with", "/text value", (context, a) => Truth.Box(Text(context, a, 0).Text.EndsWith(Text(context, a, 1).Text, StringComparison.Ordinal)))
        .Add("equals_ignore_case", "/text value", (context, a) => Truth.Box(
            string.Equals(Text(context, a, 0).Text, Text(context, a, 1).Text, StringComparison.OrdinalIgnoreCase)))
        .Add("index_of", "/text value", (context, a) => IndexOf(Text(context, a, 0).Text, Text(context, a, 1).Text))
        .Add("to_int", "/text", (context, a) => ToInteger(Text(context, a, 0).Text))
        .Add("to_double", "/text", (context, a) => NumberFilters.ReadFloat(Text(context, a, 0)));

    private static SpannedString Fill(RenderContext context, BoundArguments a) => a.Has(2) ? Text(context, a, 2) : SpannedString.Literal(" ");

    private static SpannedString Replace(RenderContext context, BoundArguments a, SpannedString with, int count)
    {
        var match = Text(context, a, 1).Text;
        return match.Length == 0 ? Text(context, a, 0) : TextOperations.Replace(context, Text(context, a, 0), match, with, count);
    }

    private static SpannedString Capitalize(RenderContext context, SpannedString text, bool firstOnly)
    {
        context.Charge(text.Length);
        var builder = context.NewBuilder();
        var starts = true;
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text.Text, i))
        {
            if (starts)
                CaseMapping.Append(builder, text, i, upper: true);
            else
                builder.Append(text, i, CodePointText.LengthAt(text.Text, i));
            starts = !firstOnly && CharacterClasses.IsSpace(text.Text[i]);
        }

        return builder.Finish();
    }

    // Letters and digits in lower case, with one hyphen for whatever stands between.
    private static SpannedString Handle(RenderContext context, SpannedString text)
    {
        var lower = CaseMapping.Lower(context, text);
        var builder = context.NewBuilder();
        for (var i = 0; i < lower.Length; i += CodePointText.LengthAt(lower.Text, i))
        {
            if (char.IsLetterOrDigit(lower.Text, i) || lower.Text[i] is '.' or '_')
                builder.Append(lower, i, CodePointText.LengthAt(lower.Text, i));
            else if (i > 0 && char.IsLetterOrDigit(lower.Text[i - 1]))
                builder.Append('-', lower.MarkAt(i));
        }

        return TextOperations.Strip(builder.Finish(), "-", true, true);
    }

    private static long IndexOf(string text, string value)
    {
        var at = text.IndexOf(value, StringComparison.Ordinal);
        return at < 0 ? -1 : CodePointText.Count(text.Substring(0, at));
    }

    private static object? ToInteger(string text) =>
        BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Numbers.Normalise(number) : null;
}
