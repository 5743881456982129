using Attune.TestSupport;

namespace Attune.Text.Tests.Templates;

/// <summary>All chat templates of the reference data.</summary>
internal static class RealTemplates
{
    /// <summary>Path below <c>data</c> and source, in order of path.</summary>
    public static IEnumerable<(string Name, string Source)> All() =>
        from folder in Directory.GetDirectories(SharedData.Path("data"), "tpl-*")
        from file in Directory.GetFiles(folder, "*.jinja", SearchOption.AllDirectories)
        orderby file
        select (System.IO.Path.GetRelativePath(SharedData.Path("data"), file), File.ReadAllText(file));
}
