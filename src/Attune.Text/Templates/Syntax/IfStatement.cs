using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>{% if %}</c> with its elifs and its else. It opens no scope.</summary>
internal sealed class IfStatement(IReadOnlyList<(Expression Test, Body Body)> branches, Body? otherwise, SourceRange range) : Statement(range)
{
    private readonly (Expression Test, Body Body)[] _branches = [.. branches];

    public override Flow Execute(RenderContext context)
    {
        foreach (var (test, body) in _branches)
        {
            if (test.Holds(context))
                return body.Execute(context);
        }

        return otherwise?.Execute(context) ?? Flow.Next;
    }
}
