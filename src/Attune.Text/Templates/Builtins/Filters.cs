namespace Attune.Text.Templates.Builtins;

/// <summary>All filters. Each kind adds its own.</summary>
internal static class Filters
{
    private static readonly BuiltinTable s_table = Create();

    public static IReadOnlyCollection<string> Names => s_table.Names;

    public static Builtin? Find(string name) => s_table.Find(name);

    private static BuiltinTable Create()
    {
        var table = new BuiltinTable();
        GeneralFilters.AddTo(table);
        TextFilters.AddTo(table);
        LayoutFilters.AddTo(table);
        HtmlFilters.AddTo(table);
        NumberFilters.AddTo(table);
        SequenceFilters.AddTo(table);
        SelectionFilters.AddTo(table);
        OrderFilters.AddTo(table);
        return table;
    }
}
