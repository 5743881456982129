using System.Collections;
using System.Runtime.CompilerServices;

namespace Attune.Text.Templates.Values;

/// <summary>Python's generator: iterated once; a second time it is empty. It has no length.</summary>
internal sealed class OneShotSequence(IEnumerable<object?> items) : IEnumerable<object?>
{
    private IEnumerator<object?>? _items;

    public IEnumerator<object?> GetEnumerator()
    {
        _items ??= items.GetEnumerator();
        while (true)
        {
            // Lazy filters over lazy filters: each asks the next one.
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (!_items.MoveNext())
                yield break;
            yield return _items.Current;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
