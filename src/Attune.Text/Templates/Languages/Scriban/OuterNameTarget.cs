using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>A name of a scope further out: so many frames up.</summary>
internal sealed class OuterNameTarget(int depth, int slot, SourceRange range) : AssignmentTarget(range)
{
    public override void Assign(RenderContext context, object? value)
    {
        var frame = context.Frame;
        for (var i = 0; i < depth; i++)
            frame = frame.Parent!;
        frame.Slots[slot].Set(value);
    }
}
