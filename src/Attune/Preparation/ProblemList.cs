namespace Attune.Preparation;

/// <summary>Mistakes of rows, gathered to be told at once.</summary>
internal sealed class ProblemList
{
    /// <summary>More errors than a person reads at once help nobody; the rest is counted.</summary>
    private const int Shown = 20;

    private readonly List<string> _lines = [];
    private AttuneException? _first;
    private int _count;

    public void Add(AttuneException mistake)
    {
        _first ??= mistake;
        if (_count++ < Shown)
            _lines.Add(mistake.ToString());
    }

    /// <exception cref="ProblemsException">There are some.</exception>
    public void ThrowIfAny()
    {
        if (_count > 0)
            throw new ProblemsException([.. _lines, .. _count > Shown ? [$"... and {_count - Shown} more"] : Array.Empty<string>()], _first);
    }
}
