using Attune.Text.Templates.Builtins;

namespace Attune.Text.Templates;

/// <summary>The names that the template language knows, for editors and suggestions.</summary>
public static class TemplateLanguage
{
    /// <summary>What may follow <c>|</c>.</summary>
    public static IReadOnlyCollection<string> Filters => Builtins.Filters.Names;

    /// <summary>What may follow <c>is</c>.</summary>
    public static IReadOnlyCollection<string> Tests => Builtins.Tests.Names;

    /// <summary>The methods of strings.</summary>
    public static IReadOnlyCollection<string> StringMethods => Methods.OfStrings;

    /// <summary>The methods of dicts.</summary>
    public static IReadOnlyCollection<string> DictionaryMethods => Methods.OfDictionaries;

    /// <summary>The methods of lists.</summary>
    public static IReadOnlyCollection<string> ListMethods => Methods.OfLists;
}
