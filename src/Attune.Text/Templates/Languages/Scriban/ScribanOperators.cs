using System.Numerics;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Scriban's operators and what its tree does without an operator: text, truth, members.</summary>
internal static class ScribanOperators
{
    private static readonly BuiltinTable s_table = new BuiltinTable()
        .Add("+", "/a b", Add)
        .Add("-", "/a b", (_, a) => Arithmetic.Subtract(a[0], a[1]))
        .Add("*", "/a b", (context, a) => Arithmetic.Multiply(context, a[0], a[1]))
        .Add("/", "/a b", (_, a) => Divide(a[0], a[1]))
        .Add("//", "/a b", (_, a) => WholeQuotient(a[0], a[1]))
        .Add("%", "/a b", (_, a) => Remainder(a[0], a[1]))
        .Add("==", "/a b", (_, a) => Boxed(AreEqual(a[0], a[1])))
        .Add("!=", "/a b", (_, a) => Boxed(!AreEqual(a[0], a[1])))
        .Add("<", "/a b", (_, a) => Boxed(Order(a, "<") < 0))
        .Add("<=", "/a b", (_, a) => Boxed(Order(a, "<=") <= 0))
        .Add(">", "/a b", (_, a) => Boxed(Order(a, ">") > 0))
        .Add(">=", "/a b", (_, a) => Boxed(Order(a, ">=") >= 0))
        .Add("..", "/a b", (_, a) => Range(a, 1))
        .Add("..<", "/a b", (_, a) => Range(a, 0));

    public static Builtin Text { get; } = new("text", "/value", (context, a) => ScribanText.Of(context, a[0]));

    public static Builtin Truth { get; } = new("truth", "/value", (_, a) => Boxed(Holds(a[0])));

    public static Builtin Items { get; } = new("for", "/value", (_, a) => ItemsOf(a[0]));

    public static Builtin Member { get; } = new("member", "/value name", (_, a) => MemberOf(a[0], a.Text(1).Text, false));

    public static Builtin OptionalMember { get; } = new("member", "/value name", (_, a) => MemberOf(a[0], a.Text(1).Text, true));

    public static Builtin Item { get; } = new("item", "/value key", (_, a) => a[0] is null ? throw NoMember("an item") : Subscript.Item(a[0], a[1]));

    public static Builtin Otherwise { get; } = new("??", "/value otherwise", (_, a) => a[0] is null or Undefined ? a[1] : a[0]);

    public static Builtin Find(string operation) => s_table.Find(operation)!;

    /// <summary>All but <c>null</c> and <c>false</c> holds; zero and the empty text do.</summary>
    public static bool Holds(object? value) => value is not (null or Undefined or false);

    public static bool AreEqual(object? a, object? b)
    {
        if (a is null or Undefined || b is null or Undefined)
            return a is null or Undefined && b is null or Undefined;
        return (a is bool) == (b is bool) && ValueEquality.AreEqual(a, b);
    }

    private static object Boxed(bool value) => Rendering.Truth.Box(value);

    private static object? Add(RenderContext context, BoundArguments a)
    {
        if (a[0] is SpannedString || a[1] is SpannedString)
            return Arithmetic.Concatenate(context, ScribanText.Of(context, a[0]), ScribanText.Of(context, a[1]));
        return Arithmetic.Add(context, a[0], a[1]);
    }

    private static object Divide(object? a, object? b)
    {
        if (!Numbers.IsNumber(a) || !Numbers.IsNumber(b))
            throw new RenderFault($"'/' does not work between {TypeNames.Of(a)} and {TypeNames.Of(b)}.");
        return Numbers.IsInteger(b) && Numbers.ToBig(b).IsZero ? throw new RenderFault("Division by zero.") : Numbers.ToDouble(a) / Numbers.ToDouble(b);
    }

    private static object WholeQuotient(object? a, object? b) => Numbers.IsInteger(a) && Numbers.IsInteger(b)
        ? Numbers.ToBig(b).IsZero ? throw new RenderFault("Division by zero.") : Numbers.Normalise(BigInteger.Divide(Numbers.ToBig(a), Numbers.ToBig(b)))
        : Math.Round((double)Divide(a, b));

    // .NET's remainder: the sign is that of the dividend.
    private static object Remainder(object? a, object? b)
    {
        if (!Numbers.IsInteger(a) || !Numbers.IsInteger(b))
        {
            return Numbers.IsNumber(a) && Numbers.IsNumber(b) ? Numbers.ToDouble(a) % Numbers.ToDouble(b)
                : throw new RenderFault($"'%' does not work between {TypeNames.Of(a)} and {TypeNames.Of(b)}.");
        }

        return Numbers.ToBig(b).IsZero ? throw new RenderFault("Division by zero.")
            : Numbers.Normalise(BigInteger.Remainder(Numbers.ToBig(a), Numbers.ToBig(b)));
    }

    private static int? Order(BoundArguments a, string operation) =>
        a[0] is null or Undefined || a[1] is null or Undefined ? null : Ordering.Compare(a[0], a[1], operation);

    private static NumberRange Range(BoundArguments a, int inclusive)
    {
        long first = a.Int(0), last = a.Int(1);
        return last >= first ? new NumberRange(first, last + inclusive, 1) : new NumberRange(first, last - inclusive, -1);
    }

    private static object? ItemsOf(object? value)
    {
        if (value is null or Undefined)
            return new TemplateList([]);
        if (value is not TemplateDictionary map)
            return value;
        var entries = new List<object?>(map.Count);
        foreach (var entry in map.Entries)
        {
            var pair = new TemplateDictionary(map.Mark);
            pair.Set("key", entry.Key);
            pair.Set("value", entry.Value);
            entries.Add(pair);
        }

        return new TemplateList(entries);
    }

    private static object? MemberOf(object? owner, string name, bool isOptional)
    {
        if (owner is null or Undefined)
            return isOptional ? null : throw (owner is Undefined missing ? new RenderFault(missing.Reason) : NoMember($"'{name}'"));
        if (owner is TemplateDictionary map && map.TryGet(name, out var value))
            return value;
        return name == "size" && Iteration.KnownCount(owner) is var count and >= 0 ? (long)count : Undefined.Attribute(owner, name);
    }

    private static RenderFault NoMember(string name) => new($"The value is null and has no {name}. Write '?.' where it may be null.");
}
