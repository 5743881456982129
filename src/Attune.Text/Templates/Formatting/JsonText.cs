#if NET
using System.Buffers;
#endif
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>
/// Python's json.dumps, as chat templates use it. Strings keep their marks; brackets take the mark of the value they
/// belong to.
/// </summary>
internal sealed class JsonText(RenderContext context, JsonTextOptions options)
{
#if NET
    private static readonly SearchValues<char> s_escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);
#endif

    private readonly SpannedStringBuilder _to = context.NewBuilder();
    private readonly JsonBreaks _breaks = JsonBreaks.Of(options);

    public static SpannedString Write(RenderContext context, object? value, JsonTextOptions options)
    {
        var writer = new JsonText(context, options);
        writer.Value(value, 0, ValueText.MarkOf(value));
        return writer._to.Finish();
    }

    /// <summary>A value that no template sees yet as JSON, as the templates' <c>tojson</c> writes it.</summary>
    public static string Write(object? value)
    {
        var context = RenderContext.Rent(new Dictionary<string, object?>(), ParsedTemplate.Empty, null);
        try
        {
            return Write(context, ContextValues.Convert(value, Mark.Template), JsonTextOptions.Default).Text;
        }
        finally
        {
            context.Release();
        }
    }

    private void Value(object? value, int depth, Mark mark)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(1);
        switch (value)
        {
            case SpannedString text:
                String(text, "", text.FirstMark);
                break;
            case TemplateDictionary map:
                Map(map, depth);
                break;
            case TemplateSequence sequence:
                Sequence(sequence, depth);
                break;
            case Undefined missing:
                throw new RenderFault($"An undefined value cannot be written as JSON: {missing.Reason}");
            default:
                _to.Append(Scalar(value) ?? throw new RenderFault($"{Iteration.Capital(TypeNames.Of(value))} cannot be written as JSON."), mark);
                break;
        }
    }

    private static string? Scalar(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "NaN"
            : double.IsPositiveInfinity(number) ? "Infinity"
            : double.IsNegativeInfinity(number) ? "-Infinity" : FloatText.Repr(number),
        _ => null,
    };

    private void Sequence(TemplateSequence sequence, int depth)
    {
        _to.Append('[', sequence.Mark);
        for (var i = 0; i < sequence.Count; i++)
        {
            Separate(i, depth + 1, sequence.Mark);
            Value(sequence.Items[i], depth + 1, sequence.Mark);
        }

        Close(sequence.Count, depth, ']', sequence.Mark);
    }

    private void Map(TemplateDictionary map, int depth)
    {
        if (!options.SortKeys && map.Unconverted is { } given)
        {
            GivenMap(given, depth, map.Mark);
            return;
        }

        var entries = options.SortKeys ? Sorted(map) : map.Entries;
        _to.Append('{', map.Mark);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            Separate(i, depth + 1, map.Mark);
            String(entry.Key as SpannedString ?? new SpannedString(
                Scalar(entry.Key) ?? throw new RenderFault($"{Iteration.Capital(TypeNames.Of(entry.Key))} cannot be a key in JSON."), map.Mark),
                options.KeySeparator, map.Mark);
            Value(entry.Value, depth + 1, map.Mark);
        }

        Close(map.Count, depth, '}', map.Mark);
    }

    // Tool definitions and arguments are mostly printed and not looked at: they need no values of the language first.
    private void Given(object? value, int depth, Mark mark)
    {
        if (value is string text)
        {
            context.Charge(1);
            GivenString("", text, "", mark);
        }
        else if (value is Dictionary<string, object?> map)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            context.Charge(1);
            GivenMap(map, depth, mark);
        }
        else if (value is List<object?> list)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            context.Charge(1);
            _to.Append('[', mark);
            for (var i = 0; i < list.Count; i++)
            {
                Separate(i, depth + 1, mark);
                Given(list[i], depth + 1, mark);
            }

            Close(list.Count, depth, ']', mark);
        }
        else
        {
            Value(ContextValues.Convert(value, mark), depth, mark);
        }
    }

    private void GivenMap(Dictionary<string, object?> map, int depth, Mark mark)
    {
        _to.Append('{', mark);
        var index = 0;
        foreach (var entry in map)
        {
            var before = _breaks.Before(index == 0, depth + 1);
            if (before is null)
                Separate(index, depth + 1, mark);
            GivenString(before ?? "", entry.Key, options.KeySeparator, mark);
            index++;
            Given(entry.Value, depth + 1, mark);
        }

        Close(map.Count, depth, '}', mark);
    }

    private void GivenString(string before, string text, string after, Mark mark)
    {
        if (FirstToEscape(text) == text.Length)
        {
            _to.AppendQuoted(before, text, after, mark);
            return;
        }

        _to.Append(before, mark);
        String(new SpannedString(text, mark), after, mark);
    }

    private List<KeyValuePair<object?, object?>> Sorted(TemplateDictionary map)
    {
        var entries = map.Entries.ConvertAll(entry => (object?)entry);
        Ordering.Sort(context, entries, entry => ((KeyValuePair<object?, object?>)entry!).Key, reverse: false);
        return entries.ConvertAll(entry => (KeyValuePair<object?, object?>)entry!);
    }

    private void Separate(int index, int depth, Mark mark)
    {
        if (_breaks.Before(index == 0, depth) is { } before)
        {
            _to.Append(before, mark);
            return;
        }

        if (index > 0)
            _to.Append(options.ItemSeparator, mark);
        _to.Append('\n', mark);
        for (var i = 0; i < depth; i++)
            _to.Append(options.Indent!, mark);
    }

    private void Close(int count, int depth, char bracket, Mark mark)
    {
        if (count > 0)
            Separate(0, depth, mark);
        _to.Append(bracket, mark);
    }

    private void String(SpannedString text, string after, Mark afterMark)
    {
        var first = FirstToEscape(text.Text);
        if (first == text.Length && text.IsUniform && text.FirstMark == afterMark)
        {
            _to.AppendQuoted("", text.Text, after, afterMark);
            return;
        }

        _to.Append('"', text.FirstMark);
        var from = 0;
        for (var i = first; i < text.Length; i++)
        {
            var character = text.Text[i];
            if (character is >= ' ' and <= '~' && character is not ('"' or '\\') && !options.HtmlSafe)
                continue;
            var escape = Escape(character);
            if (escape is null)
                continue;
            _to.Append(text, from, i - from).Append(escape, text.MarkAt(i));
            from = i + 1;
        }

        _to.Append(text, from, text.Length - from);
        _to.Append('"', text.Length == 0 ? text.FirstMark : text.MarkAt(text.Length - 1));
        _to.Append(after, afterMark);
    }

    // Most texts of tool definitions and calls need no escape at all.
    private int FirstToEscape(string text)
    {
#if NET
        if (!options.AsciiOnly && !options.HtmlSafe)
            return text.AsSpan().IndexOfAny(s_escaped) is var at && at < 0 ? text.Length : at;
#endif
        return 0;
    }

    private string? Escape(char character)
    {
        switch (character)
        {
            case '"': return "\\\"";
            case '\\': return "\\\\";
            case '\n': return "\\n";
            case '\r': return "\\r";
            case '\t': return "\\t";
            case '\f': return "\\f";
            case '\b': return "\\b";
        }

        var mustEscape = character < ' ' || (options.AsciiOnly && character > '~')
            || (options.HtmlSafe && (character is '<' or '>' or '&' or '\''));
        return mustEscape ? "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture) : null;
    }
}
