using System.Numerics;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>What may follow <c>is</c>.</summary>
internal static class Tests
{
    private static readonly BuiltinTable s_table = Create();

    public static IReadOnlyCollection<string> Names => s_table.Names;

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
                Add(table, name, "a b", (context, a) => Comparison.Find(operation)(context, a[0], a[1]));
        }

        return table;
    }

    private static void AddKinds(BuiltinTable table)
    {
        table.AddPredicate("defined", value => value is not Undefined);
        table.AddPredicate("undefined", value => value is Undefined);
        table.AddPredicate("none", value => value is null);
        table.AddPredicate("boolean", value => value is bool);
        table.AddPredicate("true", value => value is true);
        table.AddPredicate("false", value => value is false);
        table.AddPredicate("integer", value => value is long or BigInteger);
        table.AddPredicate("float", value => value is double);
        table.AddPredicate("number", value => Numbers.IsNumber(value));
        table.AddPredicate("string", value => value is SpannedString);
        table.AddPredicate("mapping", value => value is TemplateDictionary);
        table.AddPredicate("sequence", value => value is TemplateSequence or SpannedString or TemplateDictionary or NumberRange or Undefined);
        table.AddPredicate("iterable", value => Iteration.TryItems(value) is not null || value is LoopState);
        table.AddPredicate("callable", value => value is ICallable);
        table.AddPredicate("escaped", value => value is SpannedString { IsMarkup: true });
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
