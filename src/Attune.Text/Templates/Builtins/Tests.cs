using System.Numerics;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>What may follow <c>is</c>.</summary>
internal static class Tests
{
    private static readonly BuiltinTable s_table = Create();

    public static Builtin? Find(string name) => s_table.Find(name);

    private static BuiltinTable Create()
    {
        var table = new BuiltinTable();
        AddKinds(table);
        AddValues(table);
        foreach (var (operation, names) in new[]
        {
            ("==", new[] { "==", "eq", "equalto" }), ("!=", ["!=", "ne"]), (">", [">", "gt", "greaterthan"]),
            (">=", [">=", "ge"]), ("<", ["<", "lt", "lessthan"]), ("<=", ["<=", "le"]),
        })
        {
            foreach (var name in names)
                Add(table, name, "a b", (context, a) => Comparison.Holds(context, operation, a[0], a[1]));
        }

        return table;
    }

    private static void AddKinds(BuiltinTable table)
    {
        Add(table, "defined", "value", (_, a) => a[0] is not Undefined);
        Add(table, "undefined", "value", (_, a) => a[0] is Undefined);
        Add(table, "none", "value", (_, a) => a[0] is null);
        Add(table, "boolean", "value", (_, a) => a[0] is bool);
        Add(table, "true", "value", (_, a) => a[0] is true);
        Add(table, "false", "value", (_, a) => a[0] is false);
        Add(table, "integer", "value", (_, a) => a[0] is long or BigInteger);
        Add(table, "float", "value", (_, a) => a[0] is double);
        Add(table, "number", "value", (_, a) => Numbers.IsNumber(a[0]));
        Add(table, "string", "value", (_, a) => a[0] is SpannedString);
        Add(table, "mapping", "value", (_, a) => a[0] is TemplateDictionary);
        Add(table, "sequence", "value", (_, a) => a[0] is TemplateSequence or SpannedString or TemplateDictionary or NumberRange or Undefined);
        Add(table, "iterable", "value", (_, a) => Iteration.TryItems(a[0]) is not null || a[0] is LoopState);
        Add(table, "callable", "value", (_, a) => a[0] is ICallable);
        Add(table, "escaped", "value", (_, a) => a[0] is SpannedString { IsMarkup: true });
        Add(table, "filter", "value", (_, a) => Name(a) is { } name && Filters.Find(name) is not null);
        Add(table, "test", "value", (_, a) => Name(a) is { } name && Find(name) is not null);
    }

    private static void AddValues(BuiltinTable table)
    {
        Add(table, "odd", "value", (context, a) => ValueEquality.AreEqual(Arithmetic.Modulo(context, Number(a), 2L), 1L));
        Add(table, "even", "value", (context, a) => ValueEquality.AreEqual(Arithmetic.Modulo(context, Number(a), 2L), 0L));
        Add(table, "divisibleby", "value num", (context, a) => ValueEquality.AreEqual(Arithmetic.Modulo(context, Number(a), a[1]), 0L));
        Add(table, "lower", "value", (_, a) => HasCase(a.Str(0).Text, LetterCase.IsLower, LetterCase.IsUpper));
        Add(table, "upper", "value", (_, a) => HasCase(a.Str(0).Text, LetterCase.IsUpper, LetterCase.IsLower));
        Add(table, "in", "value seq", (context, a) => Comparison.Contains(context, a[1], a[0]));
        Add(table, "sameas", "value other", (_, a) => ReferenceEquals(a[0], a[1])
            || (a[0] is bool or long or null && a[0]?.GetType() == a[1]?.GetType() && Equals(a[0], a[1])));
    }

    private static string? Name(BoundArguments a) =>
        ValueEquality.IsHashable(a[0]) ? (a[0] as SpannedString)?.Text : throw a.Wrong(0, "a string");

    private static object? Number(BoundArguments a) => Numbers.IsNumber(a[0]) ? a[0] : throw a.Wrong(0, "a number");

    /// <summary>str.islower and str.isupper: at least one letter with a case, and none of the other.</summary>
    internal static bool HasCase(string text, Func<string, int, bool> wanted, Func<string, int, bool> unwanted)
    {
        var any = false;
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
        {
            if (unwanted(text, i))
                return false;
            any |= wanted(text, i);
        }

        return any;
    }

    private static void Add(BuiltinTable table, string name, string parameters, Func<RenderContext, BoundArguments, bool> test) =>
        table.Add(name, parameters, (context, a) => Truth.Box(test(context, a)));
}
