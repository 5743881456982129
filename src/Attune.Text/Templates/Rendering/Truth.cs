using System.Numerics;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Python's truth of a value: empty and zero are false.</summary>
internal static class Truth
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Box(bool value) => value ? True : False;

    public static bool Of(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        SpannedString text => text.Length != 0,
        long number => number != 0,
        double number => number != 0,
        BigInteger number => !number.IsZero,
        Undefined => false,
        TemplateSequence sequence => sequence.Count != 0,
        TemplateDictionary map => map.Count != 0,
        DictionaryView view => view.Owner.Count != 0,
        NumberRange range => range.Count != 0,
        _ => true,
    };
}
