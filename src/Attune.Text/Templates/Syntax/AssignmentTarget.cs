using System.Globalization;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>What stands left of <c>=</c> or <c>in</c>.</summary>
internal abstract class AssignmentTarget(SourceRange range) : Node(range)
{
    public abstract void Assign(RenderContext context, object? value);
}

/// <summary>A name of the innermost scope.</summary>
internal sealed class NameTarget(int slot, SourceRange range) : AssignmentTarget(range)
{
    public int Slot { get; } = slot;

    public override void Assign(RenderContext context, object? value) => context.Frame.Slots[Slot].Set(value);
}

/// <summary><c>space.name</c>, where space is a namespace.</summary>
internal sealed class AttributeTarget(VariableReference owner, string name, SourceRange range) : AssignmentTarget(range)
{
    public override void Assign(RenderContext context, object? value)
    {
        context.At = this;
        if (owner.Read(context) is not Namespace space)
            throw new RenderFault($"Only a namespace can have its attributes set. Make '{owner.Name}' one: {{% set {owner.Name} = namespace({name}=...) %}}.");
        space.Attributes.Set(name, value);
    }
}

/// <summary>Several targets, for one value each.</summary>
internal sealed class TupleTarget(IReadOnlyList<AssignmentTarget> targets, SourceRange range) : AssignmentTarget(range)
{
    public override void Assign(RenderContext context, object? value)
    {
        context.At = this;
        var items = Iteration.ToList(context, value);
        if (items.Count != targets.Count)
        {
            throw new RenderFault(string.Format(
                CultureInfo.InvariantCulture, "{0} values cannot be assigned to {1} names.", items.Count, targets.Count));
        }

        for (var i = 0; i < items.Count; i++)
            targets[i].Assign(context, items[i]);
    }
}
