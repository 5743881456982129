using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>Statements in a row, with the scope they open or none.</summary>
internal sealed class Body(IReadOnlyList<Statement> statements, Scope? scope = null)
{
    private readonly Statement[] _statements = JoinedTextStatement.Join(statements);

    /// <summary>Executes in the frame that is current.</summary>
    public Flow Execute(RenderContext context)
    {
        foreach (var statement in _statements)
        {
            var flow = statement.Execute(context);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }

    /// <summary>Executes in a new frame of its scope.</summary>
    public Flow ExecuteInScope(RenderContext context)
    {
        if (scope is null || scope.Count == 0)
            return Execute(context);
        var outer = context.Frame;
        context.Frame = new Frame(scope.Count, outer);
        try
        {
            return Execute(context);
        }
        finally
        {
            context.Frame = outer;
        }
    }

    /// <summary>Executes in a new frame and gives back what was written.</summary>
    public SpannedString Capture(RenderContext context) => context.Capture(c => ExecuteInScope(c));
}
