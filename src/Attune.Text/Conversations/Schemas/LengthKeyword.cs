using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Text.Conversations.Schemas;

/// <summary><c>minLength</c> and <c>maxLength</c>, in code points, and <c>pattern</c>.</summary>
internal sealed class LengthKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["minLength", "maxLength", "pattern"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (value is not string text)
            return null;
        var length = Templates.Values.CodePointText.Count(text);
        if (Outside(node, length, "minLength", "maxLength") is { } limit)
            return node.Mismatch(string.Format(CultureInfo.InvariantCulture, "has {0} characters, {1}", length, limit));
        return node.Schema.TryGetValue("pattern", out var pattern) && pattern is string expression && !Matches(text, expression)
            ? node.Mismatch($"is {SchemaNode.Show(text)}, which does not match {expression}")
            : null;
    }

    /// <summary>Null inside of the limits, else the limit as the end of a sentence.</summary>
    public static string? Outside(SchemaNode node, double count, string least, string most)
    {
        if (node.Schema.TryGetValue(least, out var minimum) && SchemaValues.AsNumber(minimum) is { } low && count < low)
            return string.Format(CultureInfo.InvariantCulture, "fewer than {0}", low);
        return node.Schema.TryGetValue(most, out var maximum) && SchemaValues.AsNumber(maximum) is { } high && count > high
            ? string.Format(CultureInfo.InvariantCulture, "more than {0}", high)
            : null;
    }

    // A pattern that .NET cannot read, or that takes too long, judges nothing: it is the schema's fault and not the call's.
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
