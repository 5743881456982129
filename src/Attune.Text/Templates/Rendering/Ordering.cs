using System.Runtime.CompilerServices;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Python's order: numbers, strings by code point, lists and tuples item by item; anything else is an error.</summary>
internal static class Ordering
{
    /// <summary>Less than zero, zero, more than zero, or null where neither is true (NaN).</summary>
    public static int? Compare(object? a, object? b, string operation)
    {
        if (a is SpannedString x && b is SpannedString y)
            return CodePointText.Compare(x.Text, y.Text);
        if (a is not null && b is not null && Numbers.IsNumber(a) && Numbers.IsNumber(b))
            return Numbers.Compare(a, b);
        if (a is TemplateSequence p && b is TemplateSequence q && p.GetType() == q.GetType())
            return CompareItems(p, q, operation);
        if (a is Undefined left)
            throw new RenderFault(left.Reason);
        if (b is Undefined right)
            throw new RenderFault(right.Reason);
        throw new RenderFault($"'{operation}' does not work between {TypeNames.Of(a)} and {TypeNames.Of(b)}.");
    }

    public static bool Less(object? a, object? b) => Compare(a, b, "<") < 0;

    /// <summary>Sorts and keeps the order of equal items, as Python does.</summary>
    public static void Sort(RenderContext context, List<object?> items, Func<object?, object?> key, bool reverse)
    {
        var keys = new object?[items.Count];
        var order = new int[items.Count];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = key(items[i]);
            order[i] = i;
        }

        Merge(context, order, keys, reverse);
        var sorted = new List<object?>(order.Length);
        foreach (var index in order)
            sorted.Add(items[index]);
        items.Clear();
        items.AddRange(sorted);
    }

    private static int? CompareItems(TemplateSequence a, TemplateSequence b, string operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (!ValueEquality.AreEqual(a.Items[i], b.Items[i]))
                return Compare(a.Items[i], b.Items[i], operation);
        }

        return a.Count.CompareTo(b.Count);
    }

    // Bottom-up merge sort: List.Sort is not stable, and a comparison that throws must not be wrapped in another exception.
    private static void Merge(RenderContext context, int[] order, object?[] keys, bool reverse)
    {
        var from = order;
        var to = new int[order.Length];
        for (var width = 1; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
            {
                int middle = Math.Min(start + width, order.Length), end = Math.Min(start + (2 * width), order.Length);
                int left = start, right = middle;
                for (var at = start; at < end; at++)
                {
                    context.Charge(1);
                    var takeLeft = right >= end || (left < middle && !(reverse ? Less(keys[from[left]], keys[from[right]]) : Less(keys[from[right]], keys[from[left]])));
                    to[at] = takeLeft ? from[left++] : from[right++];
                }
            }

            (from, to) = (to, from);
        }

        if (!ReferenceEquals(from, order))
            Array.Copy(from, order, order.Length);
    }
}
