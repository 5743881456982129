using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>A parameter of a macro.</summary>
internal sealed record MacroParameter(string Name, int Slot, Expression? Default);

/// <summary>What a macro or the body of a call block is. A slot is -1 where the body does not use that name.</summary>
internal sealed record MacroDefinition(string Name, IReadOnlyList<MacroParameter> Parameters, Body Body, Scope Scope)
{
    public int CallerSlot => Scope.Find("caller");

    public int RestSlot => Scope.Find("varargs");

    public int KeywordsSlot => Scope.Find("kwargs");
}

/// <summary><c>{% macro name(parameters) %}</c>.</summary>
internal sealed class MacroStatement(MacroDefinition definition, NameTarget target, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        target.Assign(context, new Macro(definition, context.Frame));
        return Flow.Next;
    }
}

/// <summary><c>{% call(parameters) callee(...) %}</c>: the body becomes the callee's <c>caller</c>.</summary>
internal sealed class CallBlockStatement(MacroDefinition definition, CallExpression call, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        var result = call.Invoke(context, new Macro(definition, context.Frame));
        context.At = this;
        ValueText.WriteStr(context, result, context.Output);
        return Flow.Next;
    }
}
