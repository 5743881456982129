using System.Numerics;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The methods of strings, dicts, lists, tuples and ranges. Those that would change a value are refused.</summary>
internal static class Methods
{
    private static readonly BuiltinTable s_strings = CreateStrings();
    private static readonly BuiltinTable s_dictionaries = CreateDictionaries();
    private static readonly BuiltinTable s_sequences = new BuiltinTable().Add("index", "self value start? stop?", Index).Add("count", "self value", Count);
    private static readonly BuiltinTable s_lists = AddForbidden(
        new BuiltinTable().Add("index", "self value start? stop?", Index).Add("count", "self value", Count)
            .Add("copy", "self", (_, a) => a[0]),
        "append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

    public static bool IsOfDictionary(string name) => s_dictionaries.Find(name) is not null;

    public static IReadOnlyCollection<string> OfStrings => s_strings.Names;

    public static IReadOnlyCollection<string> OfDictionaries => s_dictionaries.Names;

    public static IReadOnlyCollection<string> OfLists => s_lists.Names;

    /// <summary>The methods of a name, for a call that looks for one again and again.</summary>
    public static NamedMethods Named(string name) => new(name, s_strings.Find(name), s_dictionaries.Find(name), s_lists.Find(name));

    /// <summary>The method without its owner, or null.</summary>
    public static Builtin? Lookup(object? owner, string name) => owner switch
    {
        SpannedString => s_strings.Find(name),
        TemplateDictionary => s_dictionaries.Find(name),
        TemplateList => s_lists.Find(name),
        TemplateSequence or NumberRange => s_sequences.Find(name),
        double or long or bool or BigInteger => NumberMethods.Find(owner, name),
        _ => null,
    };

    /// <summary>The method bound to its owner, or null.</summary>
    public static object? Find(object? owner, string name) => Lookup(owner, name) is { } method
        ? new BuiltinMethod(name, (context, arguments) => method.Call(context, arguments.WithFirst(owner)))
        : owner is not null && Numbers.IsNumber(owner) ? NumberMethods.Part(owner, name) : null;

    private static BuiltinTable CreateStrings()
    {
        var table = new BuiltinTable();
        StringMethods.AddTo(table);
        StringTestMethods.AddTo(table);
        return table;
    }

    private static BuiltinTable CreateDictionaries() => AddForbidden(
        new BuiltinTable()
            .Add("get", "/self key default?", Get)
            .Add("keys", "self", (_, a) => new DictionaryView((TemplateDictionary)a[0]!, "keys"))
            .Add("values", "self", (_, a) => new DictionaryView((TemplateDictionary)a[0]!, "values"))
            .Add("items", "self", (_, a) => new DictionaryView((TemplateDictionary)a[0]!, "items"))
            .Add("copy", "self", (_, a) => a[0]),
        "clear", "pop", "popitem", "setdefault", "update");

    private static BuiltinTable AddForbidden(BuiltinTable table, params string[] names)
    {
        foreach (var name in names)
        {
            table.Add(name, "self *rest", (_, a) => throw new RenderFault(
                $"'{name}' would change {TypeNames.Of(a[0])}, which templates may not. Build a new value, or keep it in a namespace."));
        }

        return table;
    }

    private static object? Get(RenderContext context, BoundArguments a)
    {
        if (!ValueEquality.IsHashable(a[1]))
            throw a.Wrong(1, "a possible key");
        return ((TemplateDictionary)a[0]!).TryGet(a[1], out var value) ? value : a.Or(2, null);
    }

    private static object? Index(RenderContext context, BoundArguments a)
    {
        var items = Iteration.ToList(context, a[0]);
        int start = Clip(a.IntOr(2, 0), items.Count), stop = Clip(a.IntOr(3, items.Count), items.Count);
        for (var i = start; i < stop; i++)
        {
            if (ValueEquality.AreEqual(items[i], a[1]))
                return (long)i;
        }

        throw new RenderFault("The value is not in the list.");
    }

    private static object? Count(RenderContext context, BoundArguments a)
    {
        var count = 0L;
        foreach (var item in Iteration.ToList(context, a[0]))
            count += ValueEquality.AreEqual(item, a[1]) ? 1 : 0;
        return count;
    }

    private static int Clip(int index, int count) => Math.Min(Math.Max(index < 0 ? index + count : index, 0), count);
}

/// <summary>What one name means on a string, a dict, a list; null where it is no method.</summary>
internal sealed class NamedMethods(string name, Builtin? ofString, Builtin? ofDictionary, Builtin? ofList)
{
    /// <summary>The method without its owner, or null.</summary>
    public Builtin? Of(object? owner) => owner switch
    {
        SpannedString => ofString,
        TemplateDictionary => ofDictionary,
        TemplateList => ofList,
        _ => Methods.Lookup(owner, name),
    };
}
