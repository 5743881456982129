using System.Collections;

namespace Attune.Text.Templates.Values;

/// <summary>Python's generator: iterated once; a second time it is empty. It has no length.</summary>
internal sealed class OneShotSequence(IEnumerable<object?> items) : IEnumerable<object?>
{
    private IEnumerator<object?>? _items;

    public IEnumerator<object?> GetEnumerator()
    {
        _items ??= items.GetEnumerator();
        while (_items.MoveNext())
            yield return _items.Current;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
