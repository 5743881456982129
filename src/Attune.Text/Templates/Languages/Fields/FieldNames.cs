using System.Text;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Fields;

/// <summary>The names of fields in a text: a letter or <c>_</c>, then letters, digits and <c>_</c>.</summary>
internal static class FieldNames
{
    /// <summary>Where the name that starts here ends; the same place where there is none.</summary>
    public static int End(string text, int at)
    {
        var end = at;
        while (end < text.Length && CharacterClasses.IsWordAt(text, end) && (end > at || !char.IsDigit(text, end)))
            end += CodePointText.LengthAt(text, end);
        return end;
    }

    /// <summary>What a name in capitals also stands for: <c>ORDER_ID</c> is <c>orderId</c>; null for any other name.</summary>
    public static string? InCamelCase(string name)
    {
        var camel = new StringBuilder(name.Length);
        var afterUnderscore = false;
        foreach (var letter in name)
        {
            if (char.IsLower(letter))
                return null;
            if (letter == '_')
            {
                afterUnderscore = camel.Length > 0;
                continue;
            }

            camel.Append(afterUnderscore ? letter : char.ToLowerInvariant(letter));
            afterUnderscore = false;
        }

        var result = camel.ToString();
        return result.Length == 0 || result == name ? null : result;
    }
}
