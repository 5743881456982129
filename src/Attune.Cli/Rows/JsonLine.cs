using System.Globalization;
using System.Text;

namespace Attune.Cli.Rows;

/// <summary>
/// Writes one JSON value on one line. System.Text.Json's writer cannot write half a surrogate pair, which a template may
/// print; here it becomes an escape. Characters that some readers take for line ends are escaped too.
/// </summary>
internal sealed class JsonLine
{
    private readonly StringBuilder _text = new();
    private bool _needsComma;

    public void Clear()
    {
        _text.Clear();
        _needsComma = false;
    }

    public JsonLine BeginObject() => Open('{');

    public JsonLine EndObject() => Close('}');

    public JsonLine BeginArray() => Open('[');

    public JsonLine EndArray() => Close(']');

    public JsonLine Name(string name)
    {
        Value(name);
        _text.Append(':');
        _needsComma = false;
        return this;
    }

    public JsonLine Value(long number)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    public JsonLine Value(bool flag)
    {
        Separate();
        _text.Append(flag ? "true" : "false");
        return this;
    }

    public JsonLine Value(string? value)
    {
        Separate();
        if (value is null)
        {
            _text.Append("null");
            return this;
        }

        _text.Append('"');
        var plain = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (!NeedsEscape(value, ref i))
                continue;
            _text.Append(value, plain, i - plain);
            AppendEscape(value[i]);
            plain = i + 1;
        }

        _text.Append(value, plain, value.Length - plain).Append('"');
        return this;
    }

    public JsonLine Values(IEnumerable<int> numbers)
    {
        BeginArray();
        foreach (var number in numbers)
            Value(number);
        return EndArray();
    }

    public JsonLine Values(IEnumerable<string> values)
    {
        BeginArray();
        foreach (var value in values)
            Value(value);
        return EndArray();
    }

    public void WriteTo(CommandLine.OutputStream output)
    {
        foreach (var chunk in _text.Append('\n').GetChunks())
            output.Write(chunk.Span);
        Clear();
    }

    public override string ToString() => _text.ToString();

    /// <summary>Whether the character at the index must be escaped; steps over the second half of a pair.</summary>
    private static bool NeedsEscape(string value, ref int i)
    {
        var c = value[i];
        if (!char.IsSurrogate(c))
            return c is < ' ' or '"' or '\\' or '\u007F' or '\u0085' or '\u2028' or '\u2029';
        if (!char.IsHighSurrogate(c) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
            return true;
        i++;
        return false;
    }

    private void AppendEscape(char c)
    {
        var index = "\"\\\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0)
            _text.Append('\\').Append("\"\\bfnrt"[index]);
        else
            _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
    }

    private JsonLine Open(char bracket)
    {
        Separate();
        _text.Append(bracket);
        _needsComma = false;
        return this;
    }

    private JsonLine Close(char bracket)
    {
        _text.Append(bracket);
        _needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
            _text.Append(',');
        _needsComma = true;
    }
}
