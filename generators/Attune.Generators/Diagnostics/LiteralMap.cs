using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Diagnostics;

/// <summary>
/// Finds the source characters behind the characters of a constant string: through escapes, doubled quotes, the
/// indentation of raw literals, and <c>+</c>. A constant that is written elsewhere has none.
/// </summary>
internal static class LiteralMap
{
    /// <summary>The place of a part of the string; the whole expression where the part has no characters of its own.</summary>
    public static Location Locate(ExpressionSyntax expression, int start, int length) =>
        LocateExactly(expression, start, length) ?? expression.GetLocation();

    /// <summary>The place of a part of the string, or null where the expression does not spell it out.</summary>
    public static Location? LocateExactly(ExpressionSyntax expression, int start, int length)
    {
        var spans = new List<TextSpan>();
        if (!Add(expression, spans) || start < 0 || start > spans.Count || spans.Count == 0)
            return null;

        // A mistake at the very end is shown on the last character.
        start = Math.Min(start, spans.Count - 1);
        var last = Math.Min(start + Math.Max(length, 1), spans.Count) - 1;
        return Location.Create(expression.SyntaxTree, TextSpan.FromBounds(spans[start].Start, spans[last].End));
    }

    /// <summary>Adds the source span of each UTF-16 character of the value; false where one has none.</summary>
    private static bool Add(ExpressionSyntax expression, List<TextSpan> spans) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Add(inner.Expression, spans),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Add(sum.Left, spans) && Add(sum.Right, spans),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => Add(literal.Token, spans),
        _ => false,
    };

    private static bool Add(SyntaxToken token, List<TextSpan> spans)
    {
        var before = spans.Count;
        var text = token.Text;
        if (token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            RawLines.Add(text, token.SpanStart, spans);
        else if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
            AddRaw(text, token.SpanStart, spans);
        else if (text.StartsWith("@", StringComparison.Ordinal))
            AddVerbatim(text, token.SpanStart, spans);
        else
            AddRegular(text, token.SpanStart, spans);
        return spans.Count - before == token.ValueText.Length;
    }

    private static void AddRaw(string text, int at, List<TextSpan> spans)
    {
        var quotes = text.Length - text.TrimStart('"').Length;
        for (var i = quotes; i < text.Length - quotes; i++)
            spans.Add(new TextSpan(at + i, 1));
    }

    private static void AddVerbatim(string text, int at, List<TextSpan> spans)
    {
        for (var i = 2; i < text.Length - 1; i++)
        {
            var width = text[i] == '"' ? 2 : 1;
            spans.Add(new TextSpan(at + i, width));
            i += width - 1;
        }
    }

    private static void AddRegular(string text, int at, List<TextSpan> spans)
    {
        for (var i = 1; i < text.Length - 1;)
        {
            var width = text[i] == '\\' ? EscapeWidth(text, i) : 1;
            var span = new TextSpan(at + i, width);
            spans.Add(span);

            // \U0001F600 is two characters of the value.
            if (width == 10 && text[i + 1] == 'U' && string.CompareOrdinal(text, i + 2, "00010000", 0, 8) >= 0)
                spans.Add(span);
            i += width;
        }
    }

    private static int EscapeWidth(string text, int at)
    {
        if (at + 1 >= text.Length)
            return 1;
        switch (text[at + 1])
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                var width = 2;
                while (width < 6 && at + width < text.Length && Uri.IsHexDigit(text[at + width]))
                    width++;
                return width;
            default:
                return 2;
        }
    }
}
