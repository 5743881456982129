using System.Runtime.CompilerServices;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Python's pprint.pformat: dicts in the order of their keys, and what is wider than 80 characters on several lines.</summary>
internal sealed class PrettyText(RenderContext context)
{
    private const int Width = 80;

    private readonly SpannedStringBuilder _to = context.NewBuilder();

    public static SpannedString Write(RenderContext context, object? value)
    {
        var writer = new PrettyText(context);
        writer.Value(Sorted(context, value), 0, 0, 0);
        return writer._to.Finish();
    }

    private static object? Sorted(RenderContext context, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(1);
        if (value is TemplateSequence sequence)
        {
            var items = new List<object?>(sequence.Count);
            foreach (var item in sequence.Items)
                items.Add(Sorted(context, item));
            return sequence.With(items);
        }

        if (value is not TemplateDictionary map)
            return value;
        var entries = new List<object?>(map.Count);
        foreach (var entry in map.Entries)
            entries.Add(entry);
        Ordering.Sort(context, entries, entry => OrderKey(((KeyValuePair<object?, object?>)entry!).Key), reverse: false);
        var sorted = new TemplateDictionary(map.Mark);
        foreach (var entry in entries)
            sorted.Set(((KeyValuePair<object?, object?>)entry!).Key, Sorted(context, ((KeyValuePair<object?, object?>)entry!).Value));
        return sorted;
    }

    private void Value(object? value, int indent, int allowance, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var repr = ValueText.Repr(context, value);
        if (repr.CodePoints <= Width - indent - allowance)
        {
            _to.Append(repr);
            return;
        }

        switch (value)
        {
            case TemplateDictionary map:
                Map(map, indent + 1, allowance + 1, level + 1);
                break;
            case TemplateSequence sequence:
                var (open, close) = sequence is TemplateList ? ("[", "]") : ("(", sequence.Count == 1 ? ",)" : ")");
                _to.Append(open, sequence.Mark);
                Items(sequence, indent + 1, allowance + close.Length, level + 1);
                _to.Append(close, sequence.Mark);
                break;
            case SpannedString text when text.Length > 0:
                String(text, indent, allowance, level + 1, repr);
                break;
            default:
                _to.Append(repr);
                break;
        }
    }

    private void Items(TemplateSequence sequence, int indent, int allowance, int level)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            if (i > 0)
                NewLine(",\n", indent, sequence.Mark);
            Value(sequence.Items[i], indent, i == sequence.Count - 1 ? allowance : 1, level);
        }
    }

    private void Map(TemplateDictionary map, int indent, int allowance, int level)
    {
        _to.Append('{', map.Mark);
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0)
                NewLine(",\n", indent, map.Mark);
            var key = ValueText.Repr(context, map.Entries[i].Key);
            _to.Append(key).Append(": ", map.Mark);
            Value(map.Entries[i].Value, indent + key.CodePoints + 2, i == map.Count - 1 ? allowance : 1, level);
        }

        _to.Append('}', map.Mark);
    }

    // A long text becomes several literals: a line each, and a line that is too long is cut after its blanks.
    private void String(SpannedString text, int indent, int allowance, int level, SpannedString repr)
    {
        if (level == 1)
            (indent, allowance) = (indent + 1, allowance + 1);
        var chunks = new List<SpannedString>();
        var lines = TextOperations.SplitLines(text, keepEnds: true);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = (SpannedString)lines[i]!;
            var isLast = i == lines.Count - 1;
            repr = ValueText.Repr(context, line);
            if (repr.CodePoints <= Width - indent - (isLast ? allowance : 0))
                chunks.Add(repr);
            else
                Cut(line, Width - indent, isLast ? allowance : 0, chunks);
        }

        if (chunks.Count == 1)
        {
            _to.Append(repr);
            return;
        }

        if (level == 1)
            _to.Append('(', text.FirstMark);
        for (var i = 0; i < chunks.Count; i++)
        {
            if (i > 0)
                NewLine("\n", indent, text.FirstMark);
            _to.Append(chunks[i]);
        }

        if (level == 1)
            _to.Append(')', text.FirstMark);
    }

    private void Cut(SpannedString line, int width, int allowance, List<SpannedString> to)
    {
        int start = 0, end = 0;
        while (end < line.Length)
        {
            var next = EndOfWord(line.Text, end);
            var room = next == line.Length ? width - allowance : width;
            if (end > start && ValueText.Repr(context, line.Slice(start, next - start)).CodePoints > room)
            {
                to.Add(ValueText.Repr(context, line.Slice(start, end - start)));
                start = end;
            }

            end = next;
        }

        to.Add(ValueText.Repr(context, line.Slice(start, line.Length - start)));
    }

    // A word and the blanks after it.
    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !CharacterClasses.IsSpace(text[at]))
            at++;
        while (at < text.Length && CharacterClasses.IsSpace(text[at]))
            at++;
        return at;
    }

    private void NewLine(string end, int indent, Mark mark)
    {
        context.ChargeValue(indent);
        _to.Append(end, mark).Append(new string(' ', indent), mark);
    }

    // Keys of different kinds are in the order of the names of their kinds.
    private static TemplateTuple OrderKey(object? key) => new(
        SpannedString.Literal(key switch { null => "NoneType", SpannedString => "str", TemplateSequence => "tuple", _ => "int" }), key);
}
