using System.Buffers;
using System.Globalization;
using System.Text;

namespace Attune.Text.Datasets;

/// <summary>
/// Reads one JSON value (RFC 8259, nothing more) in which every value keeps its line and column.
/// System.Text.Json's document does not keep places, and its reader reports byte positions, so this one is our own.
/// </summary>
internal ref struct JsonTextParser
{
    /// <summary>Deeper nesting than any dataset has, and far from the stack's end.</summary>
    public const int MaxDepth = 128;

    private static readonly SearchValues<char> StringBreaks =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    private readonly ReadOnlySpan<char> text;
    private readonly string file;
    private readonly bool quotesAreDoubled;
    private readonly NameTable? names;
    private int at;
    private int line;
    private int lineStart;

    /// <param name="text">The text to read.</param>
    /// <param name="file">The file it is in, for messages.</param>
    /// <param name="line">The line the text starts on.</param>
    /// <param name="column">The column it starts at.</param>
    /// <param name="quotesAreDoubled">Whether each quote of the text takes two characters in the file (a quoted CSV cell).</param>
    /// <param name="names">Keeps property names from one text to the next.</param>
    public JsonTextParser(ReadOnlySpan<char> text, string file, int line = 1, int column = 1, bool quotesAreDoubled = false, NameTable? names = null)
    {
        this.text = text;
        this.names = names;
        this.file = file;
        this.line = line;
        this.quotesAreDoubled = quotesAreDoubled;
        lineStart = 1 - column;
    }

    /// <summary>The one value that is the whole text.</summary>
    public DataValue ParseWhole()
    {
        SkipBlanks();
        var value = ParseValue(0);
        SkipBlanks();
        return at == text.Length ? value : throw Expected("nothing more after the value");
    }

    private DataValue ParseValue(int depth)
    {
        if (depth > MaxDepth)
        {
            throw ErrorAt(
                at, DataErrors.TooDeep, $"Values are nested more than {MaxDepth} deep.", "Flatten the data.");
        }

        var (startLine, startColumn) = (line, ColumnOf(at));
        switch (at < text.Length ? text[at] : '\0')
        {
            case '{':
                return DataValue.Object(ParseObject(depth), file, startLine, startColumn);
            case '[':
                return DataValue.Array(ParseArray(depth), file, startLine, startColumn);
            case '"':
                return DataValue.Scalar(DataKind.String, ParseString(), file, startLine, startColumn);
            case 't' when TrySkip("true"):
                return DataValue.Scalar(DataKind.Boolean, true, file, startLine, startColumn);
            case 'f' when TrySkip("false"):
                return DataValue.Scalar(DataKind.Boolean, false, file, startLine, startColumn);
            case 'n' when TrySkip("null"):
                return DataValue.Scalar(DataKind.Null, null, file, startLine, startColumn);
            case '-' or (>= '0' and <= '9'):
                return DataValue.Scalar(DataKind.Number, ParseNumber(), file, startLine, startColumn);
            default:
                throw Expected("a value");
        }
    }

    private DataProperties ParseObject(int depth)
    {
        var properties = new DataProperties();
        at++;
        SkipBlanks();
        if (TrySkip('}'))
            return properties;
        do
        {
            SkipBlanks();
            if (at == text.Length || text[at] != '"')
                throw Expected("a property name in double quotes");
            var nameAt = at;
            var name = ParseString(isName: true);
            SkipBlanks();
            if (!TrySkip(':'))
                throw Expected($"':' after the property name {DataErrors.Show(name)}");
            SkipBlanks();
            if (!properties.TryAdd(name, ParseValue(depth + 1)))
                throw Duplicate(nameAt, name);
            SkipBlanks();
        }
        while (TrySkip(','));
        return TrySkip('}') ? properties : throw Expected("',' or '}'");
    }

    private DataValue[] ParseArray(int depth)
    {
        at++;
        SkipBlanks();
        if (TrySkip(']'))
            return [];
        var items = new List<DataValue>();
        do
        {
            SkipBlanks();
            items.Add(ParseValue(depth + 1));
            SkipBlanks();
        }
        while (TrySkip(','));
        return TrySkip(']') ? [.. items] : throw Expected("',' or ']'");
    }

    private string ParseNumber()
    {
        var start = at;
        TrySkip('-');
        if (!TrySkip('0'))
            SkipDigits("a digit");
        else if (at < text.Length && char.IsAsciiDigit(text[at]))
            throw Expected("no digit after a leading 0");
        if (TrySkip('.'))
            SkipDigits("a digit after the decimal point");
        if (TrySkip('e') || TrySkip('E'))
        {
            if (!TrySkip('+'))
                TrySkip('-');
            SkipDigits("a digit of the exponent");
        }

        return text[start..at].ToString();
    }

    private void SkipDigits(string wanted)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at == start)
            throw Expected(wanted);
    }

    private string ParseString(bool isName = false)
    {
        var start = ++at;
        var plain = text.Slice(at).IndexOfAny(StringBreaks);
        at = plain < 0 ? text.Length : at + plain;
        if (at < text.Length && text[at] == '"')
        {
            var plainText = text[start..at++];
            return isName && names is not null ? names.Get(plainText) : plainText.ToString();
        }

        var built = new StringBuilder().Append(text[start..at]);
        while (true)
        {
            var c = at < text.Length ? text[at] : throw Expected("'\"' to end the string");
            if (c < ' ')
                throw Expected("no unescaped control character in a string; write it as \\n, \\t or \\u00XX");
            at++;
            if (c == '"')
                return built.ToString();
            AppendEscape(built);
            plain = text.Slice(at).IndexOfAny(StringBreaks);
            var end = plain < 0 ? text.Length : at + plain;
            built.Append(text[at..end]);
            at = end;
        }
    }

    private void AppendEscape(StringBuilder built)
    {
        var start = at - 1;
        var c = at < text.Length ? text[at++] : throw Expected("an escape");
        if (c == 'u')
        {
            AppendUnicodeEscape(built, start);
            return;
        }

        var index = "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal);
        if (index < 0)
        {
            at--;
            throw Expected("one of \" \\ / b f n r t u after the backslash");
        }

        built.Append("\"\\/\b\f\n\r\t"[index]);
    }

    private void AppendUnicodeEscape(StringBuilder built, int start)
    {
        var unit = ParseHex4();
        built.Append(unit);
        if (!char.IsSurrogate(unit))
            return;
        if (char.IsHighSurrogate(unit) && TrySkip("\\u"))
        {
            var low = ParseHex4();
            built.Append(low);
            if (char.IsLowSurrogate(low))
                return;
        }

        throw ErrorAt(
            start, DataErrors.MalformedJson, $"The escape \\u{(int)unit:X4} is half of a surrogate pair.",
            "Write both halves, or the character itself.");
    }

    private char ParseHex4()
    {
        var stop = Math.Min(at + 4, text.Length);
        var start = at;
        while (at < stop && char.IsAsciiHexDigit(text[at]))
            at++;
        if (at - start != 4)
            throw Expected("four hexadecimal digits after \\u");
        return (char)ushort.Parse(text.Slice(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private void SkipBlanks()
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n')
                (line, lineStart) = (line + 1, at + 1);
            else if (text[at] is not (' ' or '\t' or '\r'))
                return;
        }
    }

    private bool TrySkip(char c)
    {
        if (at == text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }

    private bool TrySkip(string word)
    {
        if (!text.Slice(at).StartsWith(word, StringComparison.Ordinal))
            return false;
        at += word.Length;
        return true;
    }

    private int ColumnOf(int position)
    {
        var column = position - lineStart + 1;
        return quotesAreDoubled ? column + text.Slice(Math.Max(lineStart, 0), position - Math.Max(lineStart, 0)).Count('"') : column;
    }

    private AttuneException Expected(string wanted)
    {
        var found = at < text.Length ? DataErrors.Show(text[at]) : "the end";
        return ErrorAt(at, DataErrors.MalformedJson, $"Expected {wanted}, found {found}.", "Correct the JSON.");
    }

    private AttuneException Duplicate(int nameAt, string name) => ErrorAt(
        nameAt, DataErrors.DuplicateKey, $"The property {DataErrors.Show(name)} is written twice.", "Remove one of the two.");

    private AttuneException ErrorAt(int position, string code, string fact, string remedy) =>
        new(code, fact, remedy, file.Length == 0 ? null : file, line, ColumnOf(position));
}
