using Attune.Text.Templates.Builtins;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>Scriban's functions by group and name.</summary>
internal static class ScribanFunctions
{
    private static readonly Dictionary<string, BuiltinTable> s_groups = new(StringComparer.Ordinal)
    {
        ["string"] = StringFunctions.Table,
        ["array"] = ArrayFunctions.Table,
        ["math"] = MathFunctions.Table,
        ["object"] = ObjectFunctions.Table,
        ["html"] = HtmlFunctions.Table,
    };

    public static bool IsGroup(string name) => s_groups.ContainsKey(name);

    public static Builtin? Find(string group, string name) => s_groups[group].Find(name);

    public static IEnumerable<string> Names(string group) => s_groups[group].Names;
}
