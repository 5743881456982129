namespace Attune.Text.Templates.Values;

/// <summary>What <c>groupby</c> gives: a pair that also knows <c>grouper</c> and <c>list</c>.</summary>
internal sealed class GroupTuple(object? grouper, TemplateList list) : TemplateSequence([grouper, list], Mark.Template)
{
    public override TemplateSequence With(IReadOnlyList<object?> items) => new TemplateTuple(items, Mark);
}
