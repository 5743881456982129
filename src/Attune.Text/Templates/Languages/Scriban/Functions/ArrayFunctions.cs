using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>array.*</c>. Lists do not change; what adds or removes gives a new one.</summary>
internal static class ArrayFunctions
{
    public static BuiltinTable Table { get; } = Create();

    private static BuiltinTable Create()
    {
        var table = new BuiltinTable();
        AddQuestions(table);
        AddParts(table);
        AddOrder(table);
        return table;
    }

    private static void AddQuestions(BuiltinTable table) => table
        .Add("size", "/list", (context, a) => (long)Items(context, a, 0).Count)
        .Add("contains", "/list item", (context, a) => Truth.Box(Items(context, a, 0).Exists(item => ScribanOperators.AreEqual(item, a[1]))))
        .Add("first", "/list", (context, a) => Items(context, a, 0) is { Count: > 0 } items ? items[0] : null)
        .Add("last", "/list", (context, a) => Items(context, a, 0) is { Count: > 0 } items ? items[items.Count - 1] : null)
        .Add("join", "/list delimiter", Join);

    private static void AddParts(BuiltinTable table) => table
        .Add("add", "/list value", (context, a) => new TemplateList([.. Items(context, a, 0), a[1]]))
        .Add("add_range", "/list more", Concatenate)
        .Add("concat", "/list more", Concatenate)
        .Add("compact", "/list", (context, a) => new TemplateList(Items(context, a, 0).FindAll(item => item is not (null or Undefined))))
        .Add("limit", "/list count", (context, a) => Part(Items(context, a, 0), 0, a.Int(1)))
        .Add("offset", "/list index", (context, a) => Part(Items(context, a, 0), a.Int(1), int.MaxValue))
        .Add("insert_at", "/list index value", InsertAt)
        .Add("remove_at", "/list index", RemoveAt);

    private static void AddOrder(BuiltinTable table) => table
        .Add("map", "/list member", (context, a) => new TemplateList(Items(context, a, 0).ConvertAll(item => MemberOf(item, a.Text(1)))))
        .Add("reverse", "/list", Reverse)
        .Add("sort", "/list member?", Sort)
        .Add("uniq", "/list", Unique);

    private static List<object?> Items(RenderContext context, BoundArguments a, int index) =>
        a[index] is null or Undefined ? [] : Iteration.ToList(context, a[index]);

    private static object? MemberOf(object? item, SpannedString member) => item is TemplateDictionary map && map.TryGet(member, out var value) ? value : null;

    private static TemplateList Part(List<object?> items, int start, int count)
    {
        start = Math.Min(Math.Max(0, start), items.Count);
        return new TemplateList(items.GetRange(start, Math.Min(Math.Max(0, count), items.Count - start)));
    }

    private static object? Join(RenderContext context, BoundArguments a) => TextOperations.Join(
        context, StringFunctions.Text(context, a, 1), Items(context, a, 0).ConvertAll(item => ScribanText.Of(context, item)));

    private static object? Concatenate(RenderContext context, BoundArguments a) =>
        new TemplateList([.. Items(context, a, 0), .. Items(context, a, 1)]);

    private static object? InsertAt(RenderContext context, BoundArguments a)
    {
        var items = Items(context, a, 0);
        items.Insert(Math.Min(Math.Max(0, a.Int(1)), items.Count), a[2]);
        return new TemplateList(items);
    }

    private static object? RemoveAt(RenderContext context, BoundArguments a)
    {
        var items = Items(context, a, 0);
        var index = a.Int(1) < 0 ? a.Int(1) + items.Count : a.Int(1);
        if (index >= 0 && index < items.Count)
            items.RemoveAt(index);
        return new TemplateList(items);
    }

    private static object? Reverse(RenderContext context, BoundArguments a)
    {
        var items = Items(context, a, 0);
        items.Reverse();
        return new TemplateList(items);
    }

    private static object? Sort(RenderContext context, BoundArguments a)
    {
        var items = Items(context, a, 0);
        Ordering.Sort(context, items, item => a.Has(1) ? MemberOf(item, a.Text(1)) : item, reverse: false);
        return new TemplateList(items);
    }

    private static object? Unique(RenderContext context, BoundArguments a)
    {
        var unique = new List<object?>();
        foreach (var item in Items(context, a, 0))
        {
            context.Charge(unique.Count);
            if (!unique.Exists(known => ScribanOperators.AreEqual(known, item)))
                unique.Add(item);
        }

        return new TemplateList(unique);
    }
}
