using System.Globalization;
using System.Text;

namespace Attune.Generators.Tools;

/// <summary>Writes JSON on one line. System.Text.Json is no part of netstandard2.0.</summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder text = new();

    public void Object(Action<JsonWriter> properties)
    {
        text.Append('{');
        properties(this);
        text.Append('}');
    }

    public void Array(IReadOnlyList<string> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            String(items[i]);
        }

        text.Append(']');
    }

    public void Property(string name, string value) => Property(name, writer => writer.String(value));

    public void Property(string name, bool value) => Property(name, writer => writer.text.Append(value ? "true" : "false"));

    public void Property(string name, Action<JsonWriter> value)
    {
        if (text[text.Length - 1] != '{')
            text.Append(", ");
        String(name);
        text.Append(": ");
        value(this);
    }

    public override string ToString() => text.ToString();

    private void String(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
