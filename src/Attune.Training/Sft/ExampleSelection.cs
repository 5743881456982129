using System.Collections;

namespace Attune.Training;

/// <summary>Some of many examples, read as they are asked for.</summary>
/// <param name="examples">The many.</param>
/// <param name="chosen">Their numbers, in the order wanted.</param>
public sealed class ExampleSelection(IReadOnlyList<TrainingExample> examples, IReadOnlyList<int> chosen) : IReadOnlyList<TrainingExample>
{
    /// <inheritdoc/>
    public int Count => chosen.Count;

    /// <inheritdoc/>
    public TrainingExample this[int index] => examples[chosen[index]];

    /// <inheritdoc/>
    public IEnumerator<TrainingExample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
