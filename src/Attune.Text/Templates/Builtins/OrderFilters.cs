using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters that sort, group, or take the least or greatest.</summary>
internal static class OrderFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("sort", "value reverse? case_sensitive? attribute?", Sort)
        .Add("dictsort", "value case_sensitive? by? reverse?", DictSort)
        .Add("groupby", "value attribute default? case_sensitive?", GroupBy)
        .Add("min", "value case_sensitive? attribute?", (context, a) => Extreme(context, a, -1))
        .Add("max", "value case_sensitive? attribute?", (context, a) => Extreme(context, a, 1));

    private static object? Sort(RenderContext context, BoundArguments a)
    {
        var items = Iteration.ToList(context, a[0]);
        // The key is a list even for one attribute: equal items, None too, are never compared with '<'.
        var key = Key(context, a.HasValue(3) ? a[3] : null, a.Flag(2, false));
        Ordering.Sort(context, items, item => new TemplateList([key(item)]), a.Flag(1, false));
        return new TemplateList(items);
    }

    // attribute='a,b' sorts by a and then by b.
    private static Func<object?, object?> Key(RenderContext context, object? attribute, bool caseSensitive)
    {
        if (attribute is null)
            return item => caseSensitive ? item : AttributeGetter.IgnoreCase(item, context);
        if (attribute is not SpannedString names || names.Text.IndexOf(',') < 0)
            return AttributeGetter.For(attribute, null, !caseSensitive, context);
        var getters = new List<Func<object?, object?>>();
        foreach (var name in names.Text.Split(','))
            getters.Add(AttributeGetter.For(SpannedString.Literal(name), null, !caseSensitive, context));
        return item => new TemplateList(getters.ConvertAll(getter => getter(item)));
    }

    private static object? DictSort(RenderContext context, BoundArguments a)
    {
        var map = a[0] as TemplateDictionary ?? throw a.Wrong(0, "a dict");
        var by = a.TextOr(2, "key").Text;
        var at = by == "key" ? 0 : by == "value" ? 1 : throw new RenderFault("'dictsort' sorts by 'key' or 'value'.");
        var caseSensitive = a.Flag(1, false);
        var items = new List<object?>(new DictionaryView(map, "items").Items);
        Ordering.Sort(context, items, item => ((TemplateTuple)item!).Items[at] is var part && caseSensitive ? part : AttributeGetter.IgnoreCase(part, context), a.Flag(3, false));
        return new TemplateList(items);
    }

    private static object? GroupBy(RenderContext context, BoundArguments a)
    {
        var caseSensitive = a.Flag(3, false);
        var getter = AttributeGetter.For(a[1], a.HasValue(2) ? a[2] : null);
        Func<object?, object?> key = item => caseSensitive ? getter(item) : AttributeGetter.IgnoreCase(getter(item), context);
        var items = Iteration.ToList(context, a[0]);
        Ordering.Sort(context, items, key, false);
        var groups = new List<object?>();
        for (var i = 0; i < items.Count;)
        {
            var first = key(items[i]);
            var members = new List<object?>();
            var grouper = getter(items[i]);
            for (; i < items.Count && ValueEquality.AreEqual(first, key(items[i])); i++)
                members.Add(items[i]);
            groups.Add(new GroupTuple(grouper, new TemplateList(members)));
        }

        return new TemplateList(groups);
    }

    private static object? Extreme(RenderContext context, BoundArguments a, int sign)
    {
        var key = Key(context, a.HasValue(2) ? a[2] : null, a.Flag(1, false));
        object? best = null, bestKey = null;
        var any = false;
        foreach (var item in Iteration.Items(a[0]))
        {
            context.Charge(1);
            var itemKey = key(item);
            if (any && !(sign < 0 ? Ordering.Less(itemKey, bestKey) : Ordering.Less(bestKey, itemKey)))
                continue;
            (best, bestKey, any) = (item, itemKey, true);
        }

        return any ? best : new Undefined("There is no least or greatest item; the sequence is empty.");
    }
}
