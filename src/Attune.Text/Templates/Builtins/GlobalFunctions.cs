using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The functions that every template can call.</summary>
internal static class GlobalFunctions
{
    public const string Clock = "strftime_now";

    // The limit of Jinja2's sandbox.
    private const int MaxRange = 100_000;

    private static readonly BuiltinTable s_table = new BuiltinTable()
        .Add("range", "start stop? step?", Range)
        .Add("dict", "*items", (context, a) => Collect(new TemplateDictionary(), context, a.Rest))
        .Add("namespace", "*items", (context, a) =>
        {
            var space = new Namespace();
            Collect(space.Attributes, context, a.Rest);
            return space;
        })
        .Add("cycler", "*items", (_, a) => a.Rest.Positional.Length == 0 ? throw new RenderFault("A cycler needs at least one value.") : new Cycler(a.Rest.Positional))
        .Add("joiner", "sep?", (_, a) => new Joiner(a.TextOr(0, ", ")))
        .Add("raise_exception", "message", (_, a) => throw new RenderFault(a.Str(0).Text, raisedByTemplate: true))
        .Add(Clock, "format", (context, a) => SpannedString.Literal(DateText.Format(context.Options.Clock!(), a.Text(0).Text)));

    /// <summary>Whether a name is one of the language, so that no variable need be given for it.</summary>
    public static bool IsKnown(string name) => s_table.Find(name) is not null;

    /// <summary>What the function of the time is in a render without a clock.</summary>
    public static Undefined NoClock { get; } = new("'strftime_now' is undefined: this render has no clock. Give it one.");

    /// <summary>The function, or null.</summary>
    public static object? Find(string name) => s_table.Find(name);

    private static object? Range(RenderContext context, BoundArguments a)
    {
        long start = a.Has(1) ? Long(a, 0) : 0, stop = a.Has(1) ? Long(a, 1) : Long(a, 0), step = a.Has(2) ? Long(a, 2) : 1;
        if (step == 0)
            throw new RenderFault("The step of a range cannot be zero.");
        return NumberRange.CountOf(start, stop, step) > MaxRange
            ? throw new RenderFault($"A range of more than {MaxRange} items is too large.")
            : new NumberRange(start, stop, step);
    }

    private static long Long(BoundArguments a, int index) =>
        a[index] is long number ? number : a[index] is bool truth ? (truth ? 1 : 0) : throw a.Wrong(index, "an integer");

    private static TemplateDictionary Collect(TemplateDictionary map, RenderContext context, Arguments arguments)
    {
        if (arguments.Positional.Length > 1)
            throw new RenderFault("A dict is made from one dict or list of pairs, and named values.");
        if (arguments.Positional.Length == 1)
            CopyTo(map, context, arguments.Positional[0]);
        foreach (var keyword in arguments.Keywords)
            map.Set(keyword.Key, keyword.Value);
        return map;
    }

    private static void CopyTo(TemplateDictionary map, RenderContext context, object? source)
    {
        var pairs = source is TemplateDictionary other ? new DictionaryView(other, "items").Items : Iteration.Items(source);
        foreach (var pair in pairs)
        {
            context.Charge(1);
            var items = Iteration.ToList(context, pair);
            if (items.Count != 2 || !ValueEquality.IsHashable(items[0]))
                throw new RenderFault("A dict is made from pairs of a key and a value.");
            map.Set(items[0], items[1]);
        }
    }
}
