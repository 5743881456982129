namespace Attune.Preparation;

/// <summary>Several mistakes found at once, each already in the one-line form that editors open.</summary>
internal sealed class ProblemsException(IReadOnlyList<string> lines, Exception? first = null) : Exception($"{lines.Count} problems", first)
{
    public IReadOnlyList<string> Lines { get; } = lines;
}
