using System.Collections;

namespace Attune.Text.Templates.Values;

/// <summary>A list or tuple. Templates cannot change one, so they share items freely.</summary>
internal abstract class TemplateSequence(IReadOnlyList<object?> items, Mark mark) : IEnumerable<object?>
{
    /// <summary>The items; an array, which loops walk without calls through an interface.</summary>
    public object?[] Items { get; } = items as object?[] ?? [.. items];

    /// <summary>The mark of its brackets and commas when it is printed.</summary>
    public Mark Mark { get; } = mark;

    public int Count => Items.Length;

    public abstract TemplateSequence With(IReadOnlyList<object?> items);

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}

/// <summary>Python's list.</summary>
internal sealed class TemplateList(IReadOnlyList<object?> items, Mark mark) : TemplateSequence(items, mark)
{
    public TemplateList(IReadOnlyList<object?> items)
        : this(items, Mark.Template)
    {
    }

    public override TemplateSequence With(IReadOnlyList<object?> items) => new TemplateList(items, Mark);
}

/// <summary>Python's tuple.</summary>
internal sealed class TemplateTuple(IReadOnlyList<object?> items, Mark mark) : TemplateSequence(items, mark)
{
    public TemplateTuple(params object?[] items)
        : this(items, Mark.Template)
    {
    }

    public override TemplateSequence With(IReadOnlyList<object?> items) => new TemplateTuple(items, Mark);
}
