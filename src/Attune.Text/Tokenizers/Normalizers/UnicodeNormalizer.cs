using System.Runtime.InteropServices;
using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>NFC</c>, <c>NFD</c>, <c>NFKC</c>, <c>NFKD</c>.</summary>
internal sealed class UnicodeNormalizer(NormalForm form) : Normalizer
{
    private readonly DecompositionTables tables = DecompositionTables.Instance;
    private readonly CodePointSet unstable = DecompositionTables.Instance.Unstable[form];

    public static Func<DataValue, Normalizer> Reader(NormalForm form) => _ => new UnicodeNormalizer(form);

    public override bool Keeps(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsSurrogate(c) ? unstable.Contains(PatternNode.CodePointAt(text, at, out _)) : unstable.ContainsUnit(c))
                return false;
        }

        return true;
    }

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (Keeps(text.Text))
            return text;
        Decompose(text.Text, buffers);
        if (form is NormalForm.Nfc or NormalForm.Nfkc)
            Compose(buffers.Changes);
        return text.Transform(CollectionsMarshal.AsSpan(buffers.Changes), buffers);
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", form.ToString().ToUpperInvariant());
        writer.WriteEndObject();
    }

    /// <summary>The first part of a character stands in its place, the others are inserted; then marks are put in order.</summary>
    private void Decompose(ReadOnlySpan<char> text, TextBuffers buffers)
    {
        var (changes, parts, marks) = (buffers.Changes, buffers.Parts, buffers.Marks);
        changes.Clear();
        marks.Clear();
        foreach (var rune in text.EnumerateRunes())
        {
            parts.Clear();
            tables.Decompose(rune.Value, form is NormalForm.Nfkc or NormalForm.Nfkd, parts);
            for (var i = 0; i < parts.Count; i++)
            {
                var change = new CharacterChange(parts[i], i == 0 ? 0 : 1);
                var combining = tables.ClassOf(parts[i]);
                if (combining == 0)
                {
                    AppendInOrder(marks, changes);
                    changes.Add(change);
                }
                else
                {
                    marks.Add((combining, marks.Count, change));
                }
            }
        }

        AppendInOrder(marks, changes);
    }

    /// <summary>By class; marks of one class as they came.</summary>
    private static void AppendInOrder(List<(byte Class, int Order, CharacterChange Change)> marks, List<CharacterChange> changes)
    {
        if (marks.Count > 1)
            marks.Sort(static (a, b) => a.Class != b.Class ? a.Class - b.Class : a.Order - b.Order);
        foreach (var (_, _, change) in marks)
            changes.Add(change);
        marks.Clear();
    }

    /// <summary>Joins each mark that is not blocked with the last character before it that is no mark.</summary>
    private void Compose(List<CharacterChange> changes)
    {
        // What is composed goes into the same list, never past what is read.
        var composed = 0;
        var (starter, lastClass) = (-1, -1);
        for (var at = 0; at < changes.Count; at++)
        {
            var change = changes[at];
            var combining = tables.ClassOf(change.CodePoint);
            if (starter >= 0 && lastClass < combining | lastClass == -1
                && tables.Compose(changes[starter].CodePoint, change.CodePoint) is var joined and >= 0)
            {
                changes[starter] = new CharacterChange(joined, changes[starter].Change + change.Change - 1);
                continue;
            }

            lastClass = combining;
            if (combining == 0)
                (starter, lastClass) = (composed, -1);
            changes[composed++] = change;
        }

        changes.RemoveRange(composed, changes.Count - composed);
    }
}
