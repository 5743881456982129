using System.Runtime.CompilerServices;

namespace Attune.Text.Templates.Values;

/// <summary>Python's <c>==</c>: numbers and booleans by value, strings by text, lists and dicts by their items.</summary>
internal static class ValueEquality
{
    public static bool AreEqual(object? a, object? b)
    {
        if (a is SpannedString x)
            return b is SpannedString y && x.Text == y.Text;
        if (a is null || b is null)
            return a is null && b is null;
        if (a is bool m && b is bool n)
            return m == n;
        if (a is long i && b is long j)
            return i == j;
        // Python takes the same item for equal before it compares, so a dict or list equals itself.
        if (ReferenceEquals(a, b) && a is TemplateSequence or TemplateDictionary)
            return true;
        if (Numbers.IsNumber(a) && Numbers.IsNumber(b))
            return Numbers.Compare(a, b) == 0;
        if (a is Undefined && b is Undefined)
            return true;
        if (a is TemplateSequence p && b is TemplateSequence q)
            return p.GetType() == q.GetType() && SequencesEqual(p, q);
        if (a is TemplateDictionary d && b is TemplateDictionary e)
            return DictionariesEqual(d, e);
        if (a is NumberRange r && b is NumberRange s)
            return r.SameItems(s);
        return ReferenceEquals(a, b) || a.Equals(b);
    }

    /// <summary>Equality of dict keys, which are never lists or dicts.</summary>
    public static bool KeyEquals(object? a, object? b) => AreEqual(a, b);

    public static int KeyHash(object? key) => key switch
    {
        null => 0,
        SpannedString text => text.GetHashCode(),
        TemplateTuple tuple => TupleHash(tuple),
        _ when Numbers.IsNumber(key) => Numbers.ToDouble(key).GetHashCode(),
        _ => key.GetHashCode(),
    };

    /// <summary>Whether Python lets the value be a dict key or a set member.</summary>
    public static bool IsHashable(object? value)
    {
        if (value is TemplateTuple or GroupTuple)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            foreach (var item in ((TemplateSequence)value).Items)
            {
                if (!IsHashable(item))
                    return false;
            }
        }

        return value is not (TemplateList or TemplateDictionary);
    }

    private static int TupleHash(TemplateTuple tuple)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var hash = 17;
        foreach (var item in tuple.Items)
            hash = unchecked((hash * 31) + KeyHash(item));
        return hash;
    }

    private static bool SequencesEqual(TemplateSequence a, TemplateSequence b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!AreEqual(a.Items[i], b.Items[i]))
                return false;
        }

        return true;
    }

    private static bool DictionariesEqual(TemplateDictionary a, TemplateDictionary b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (a.Count != b.Count)
            return false;
        foreach (var entry in a.Entries)
        {
            if (!b.TryGet(entry.Key, out var other) || !AreEqual(entry.Value, other))
                return false;
        }

        return true;
    }
}
