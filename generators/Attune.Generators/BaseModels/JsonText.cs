using System.Globalization;
using System.Text;

namespace Attune.Generators.BaseModels;

/// <summary>
/// Reads JSON into dictionaries, lists, strings, doubles, booleans and null; a compiler plug-in has no JSON reader of its
/// own. It never fails: of a text that breaks off or is wrong, it gives what stands before that place. So it can read the
/// beginning of a file, and a file that is being written.
/// </summary>
internal sealed class JsonText
{
    private const int MaxDepth = 64;

    private readonly string text;
    private int at;
    private bool isBroken;

    private JsonText(string text) => this.text = text;

    public static object? Read(string text) => new JsonText(text).Value(0);

    private object? Value(int depth)
    {
        SkipBlanks();
        if (at >= text.Length || depth > MaxDepth)
            return Broken();
        switch (text[at])
        {
            case '{':
                return Object(depth);
            case '[':
                return Array(depth);
            case '"':
                return String();
            case 't' when Skip("true"):
                return true;
            case 'f' when Skip("false"):
                return false;
            case 'n' when Skip("null"):
                return null;
            default:
                return Number();
        }
    }

    private Dictionary<string, object?> Object(int depth)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        at++;
        while (!isBroken && !SkipCharacter('}'))
        {
            SkipBlanks();
            if (at >= text.Length || text[at] != '"' || String() is not { } key || !SkipCharacter(':'))
            {
                Broken();
                break;
            }

            var value = Value(depth + 1);
            if (!isBroken || value is not null)
                result[key] = value;
            if (!SkipCharacter(',') && !IsNext('}'))
                Broken();
        }

        return result;
    }

    private List<object?> Array(int depth)
    {
        var result = new List<object?>();
        at++;
        while (!isBroken && !SkipCharacter(']'))
        {
            var value = Value(depth + 1);
            if (!isBroken || value is not null)
                result.Add(value);
            if (!SkipCharacter(',') && !IsNext(']'))
                Broken();
        }

        return result;
    }

    private string? String()
    {
        var result = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    at++;
                    return result.ToString();
                case '\\' when at + 1 < text.Length:
                    at++;
                    AddEscape(result);
                    break;
                default:
                    result.Append(text[at]);
                    break;
            }
        }

        Broken();
        return null;
    }

    private void AddEscape(StringBuilder result)
    {
        switch (text[at])
        {
            case 'n':
                result.Append('\n');
                break;
            case 't':
                result.Append('\t');
                break;
            case 'r':
                result.Append('\r');
                break;
            case 'b':
                result.Append('\b');
                break;
            case 'f':
                result.Append('\f');
                break;
            case 'u' when at + 4 < text.Length && ushort.TryParse(text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                result.Append((char)code);
                at += 4;
                break;
            default:
                result.Append(text[at]);
                break;
        }
    }

    private object? Number()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.'))
            at++;
        return double.TryParse(text.Substring(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Broken();
    }

    private object? Broken()
    {
        isBroken = true;
        return null;
    }

    private bool Skip(string word)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            return false;
        at += word.Length;
        return true;
    }

    private bool SkipCharacter(char c)
    {
        if (!IsNext(c))
            return false;
        at++;
        return true;
    }

    private bool IsNext(char c)
    {
        SkipBlanks();
        return at < text.Length && text[at] == c;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
    }
}
