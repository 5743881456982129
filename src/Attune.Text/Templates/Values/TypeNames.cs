using System.Numerics;

namespace Attune.Text.Templates.Values;

/// <summary>What error messages call a value.</summary>
internal static class TypeNames
{
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool => "a boolean",
        long or BigInteger => "an integer",
        double => "a number",
        SpannedString => "a string",
        Undefined => "an undefined value",
        TemplateList => "a list",
        TemplateTuple => "a tuple",
        TemplateDictionary => "a dict",
        DictionaryView => "a dict view",
        NumberRange => "a range",
        Namespace => "a namespace",
        OneShotSequence => "a generator",
        LoopState => "the loop",
        ICallable callable => callable.Description,
        _ => "this value",
    };
}
