namespace Attune.Text.Tokenizers;

/// <summary>
/// Sorts suffixes of a text of words by their first letters, by three-way quicksort letter by letter (Bentley and
/// Sedgewick 1997). What agrees to the depth, or to the end of a word, stays in any order.
/// </summary>
internal static class SuffixSort
{
    public static void Sort(int[] letters, int[] suffixes, int depth)
    {
        var open = new Stack<(int First, int End, int At)>();
        open.Push((0, suffixes.Length, 0));
        while (open.TryPop(out var range))
        {
            var (first, end, at) = range;
            if (end - first < 2 || at >= depth)
                continue;
            var pivot = MiddleOfThree(
                letters[suffixes[first] + at], letters[suffixes[first + (end - first) / 2] + at], letters[suffixes[end - 1] + at]);
            var (less, greater) = Partition(letters, suffixes, first, end, at, pivot);
            open.Push((first, less, at));
            open.Push((greater, end, at));
            if (pivot != 0)
                open.Push((less, greater, at + 1));
        }
    }

    /// <summary>Moves what is less than the pivot to the front and what is greater to the back; gives the range between.</summary>
    private static (int Less, int Greater) Partition(int[] letters, int[] suffixes, int first, int end, int at, int pivot)
    {
        var (less, next, greater) = (first, first, end);
        while (next < greater)
        {
            var letter = letters[suffixes[next] + at];
            if (letter < pivot)
                (suffixes[less], suffixes[next]) = (suffixes[next++], suffixes[less++]);
            else if (letter > pivot)
                (suffixes[--greater], suffixes[next]) = (suffixes[next], suffixes[greater]);
            else
                next++;
        }

        return (less, greater);
    }

    private static int MiddleOfThree(int a, int b, int c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
