using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters that take from, join or cut up sequences.</summary>
internal static class SequenceFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("list", "value", (context, a) => new TemplateList(Iteration.ToList(context, a[0])))
        .Add("first", "seq", First)
        .Add("last", "seq", Last)
        .Add("join", "value d? attribute?", Join)
        .Add("unique", "value case_sensitive? attribute?", (context, a) => new OneShotSequence(Unique(context, a)))
        .Add("batch", "value linecount fill_with?", (context, a) => new OneShotSequence(Batch(context, a)))
        .Add("slice", "value slices fill_with?", (context, a) => new OneShotSequence(Slices(context, a)));

    private static object? First(RenderContext context, BoundArguments a)
    {
        foreach (var item in Iteration.Items(a[0]))
            return item;
        return new Undefined("There is no first item; the sequence is empty.");
    }

    private static object? Last(RenderContext context, BoundArguments a)
    {
        if (a[0] is OneShotSequence)
            throw new RenderFault("A generator has no last item. Put '| list' before 'last'.");
        var items = Iteration.ToList(context, a[0]);
        return items.Count == 0 ? new Undefined("There is no last item; the sequence is empty.") : items[items.Count - 1];
    }

    private static object? Join(RenderContext context, BoundArguments a)
    {
        var getter = a.HasValue(2) ? AttributeGetter.For(a[2]) : null;
        var separator = a.Has(1) ? a.Str(1) : SpannedString.Empty;
        return TextOperations.Join(context, separator, Parts(context, a[0], getter));
    }

    private static IEnumerable<SpannedString> Parts(RenderContext context, object? items, Func<object?, object?>? getter)
    {
        foreach (var item in Iteration.Items(items))
            yield return ValueText.Str(context, getter is null ? item : getter(item));
    }

    private static IEnumerable<object?> Unique(RenderContext context, BoundArguments a)
    {
        var ignoreCase = !a.Flag(1, false);
        var getter = a.HasValue(2)
            ? AttributeGetter.For(a[2], ignoreCase: ignoreCase, context: context)
            : item => ignoreCase ? AttributeGetter.IgnoreCase(item, context) : item;
        var seen = new TemplateDictionary();
        foreach (var item in Iteration.Items(a[0]))
        {
            context.Charge(1);
            var key = getter(item);
            if (!ValueEquality.IsHashable(key))
                throw new RenderFault($"'unique' cannot compare {TypeNames.Of(key)}.");
            if (seen.TryGet(key, out _))
                continue;
            seen.Set(key, null);
            yield return item;
        }
    }

    private static IEnumerable<object?> Batch(RenderContext context, BoundArguments a)
    {
        var size = a.Int(1);
        var row = new List<object?>();
        foreach (var item in Iteration.Items(a[0]))
        {
            context.Charge(1);
            if (row.Count == size)
            {
                yield return new TemplateList(row);
                row = [];
            }

            row.Add(item);
        }

        if (row.Count == 0)
            yield break;
        if (a.HasValue(2))
            context.ChargeValue(Math.Max(0, size - row.Count));
        while (a.HasValue(2) && row.Count < size)
            row.Add(a[2]);
        yield return new TemplateList(row);
    }

    private static IEnumerable<object?> Slices(RenderContext context, BoundArguments a)
    {
        var items = Iteration.ToList(context, a[0]);
        var slices = a.Int(1);
        if (slices <= 0)
            throw new RenderFault("The number of slices must be above zero.");
        int length = items.Count / slices, longer = items.Count % slices, at = 0;
        for (var i = 0; i < slices; i++)
        {
            context.Charge(1);
            var take = length + (i < longer ? 1 : 0);
            var part = items.GetRange(at, take);
            at += take;
            if (a.HasValue(2) && i >= longer)
                part.Add(a[2]);
            yield return new TemplateList(part);
        }
    }
}
