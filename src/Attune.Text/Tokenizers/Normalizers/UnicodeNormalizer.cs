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

    public override AlignedText Normalize(AlignedText text)
    {
        if (Keeps(text.Text))
            return text;
        var changes = Decompose(text.Text);
        if (form is NormalForm.Nfc or NormalForm.Nfkc)
            changes = Compose(changes);
        return text.Transform(changes);
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", form.ToString().ToUpperInvariant());
        writer.WriteEndObject();
    }

    /// <summary>The first part of a character stands in its place, the others are inserted; then marks are put in order.</summary>
    private List<CharacterChange> Decompose(string text)
    {
        var changes = new List<CharacterChange>(text.Length);
        var parts = new List<int>();
        var marks = new List<(byte Class, CharacterChange Change)>();
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
                    marks.Add((combining, change));
                }
            }
        }

        AppendInOrder(marks, changes);
        return changes;
    }

    private static void AppendInOrder(List<(byte Class, CharacterChange Change)> marks, List<CharacterChange> changes)
    {
        foreach (var (_, change) in marks.OrderBy(mark => mark.Class))
            changes.Add(change);
        marks.Clear();
    }

    /// <summary>Joins each mark that is not blocked with the last character before it that is no mark.</summary>
    private List<CharacterChange> Compose(List<CharacterChange> changes)
    {
        var composed = new List<CharacterChange>(changes.Count);
        var (starter, lastClass) = (-1, -1);
        foreach (var change in changes)
        {
            var combining = tables.ClassOf(change.CodePoint);
            if (starter >= 0 && lastClass < combining | lastClass == -1
                && tables.Compose(composed[starter].CodePoint, change.CodePoint) is var joined and >= 0)
            {
                composed[starter] = new CharacterChange(joined, composed[starter].Change + change.Change - 1);
                continue;
            }

            lastClass = combining;
            if (combining == 0)
                (starter, lastClass) = (composed.Count, -1);
            composed.Add(change);
        }

        return composed;
    }
}
