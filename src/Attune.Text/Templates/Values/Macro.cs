using System.Globalization;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Values;

/// <summary>A macro with the frame it was defined in. Its value is what its body writes.</summary>
internal sealed class Macro(MacroDefinition definition, Frame closure) : ICallable
{
    public string Name => definition.Name;

    public string Description => $"the macro '{Name}'";

    public object? Call(RenderContext context, Arguments arguments)
    {
        context.Enter();
        var outer = context.Frame;
        try
        {
            context.Frame = definition.Scope.Count == 0 ? closure : new Frame(definition.Scope.Count, closure);
            Bind(context, context.Frame.Slots, arguments);
            return context.Capture(c => definition.Body.Execute(c));
        }
        finally
        {
            context.Frame = outer;
            context.Leave();
        }
    }

    public object? Attribute(string name) => name switch
    {
        "name" => SpannedString.Literal(Name),
        "arguments" => new TemplateTuple([.. ParameterNames()], Mark.Template),
        "catch_kwargs" => Truth.Box(definition.KeywordsSlot >= 0),
        "catch_varargs" => Truth.Box(definition.RestSlot >= 0),
        "caller" => Truth.Box(definition.CallerSlot >= 0),
        _ => null,
    };

    private void Bind(RenderContext context, Slot[] slots, Arguments arguments)
    {
        var keywords = new List<KeyValuePair<string, object?>>(arguments.Keywords);
        var parameters = definition.Parameters;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (i < arguments.Positional.Length)
                slots[parameters[i].Slot].Set(arguments.Positional[i]);
            else if (TryTake(keywords, parameters[i].Name, out var value))
                slots[parameters[i].Slot].Set(value);
        }

        BindRest(slots, arguments, keywords);
        foreach (var parameter in parameters)
        {
            if (!slots[parameter.Slot].IsSet)
            {
                slots[parameter.Slot].Set(parameter.Default is null
                    ? new Undefined($"The parameter '{parameter.Name}' of {Description} was not given.")
                    : parameter.Default.Evaluate(context));
            }
        }
    }

    private void BindRest(Slot[] slots, Arguments arguments, List<KeyValuePair<string, object?>> keywords)
    {
        var caller = definition.CallerSlot;
        if (caller >= 0 && !slots[caller].IsSet && !IsParameter("caller"))
            slots[caller].Set(TryTake(keywords, "caller", out var body) ? body : new Undefined("No caller is given: this macro is not called by a call block."));
        if (definition.KeywordsSlot >= 0)
        {
            var map = new TemplateDictionary();
            foreach (var keyword in keywords)
                map.Set(keyword.Key, keyword.Value);
            slots[definition.KeywordsSlot].Set(map);
        }
        else if (keywords.Count > 0)
        {
            throw new RenderFault($"{Iteration.Capital(Description)} has no parameter '{keywords[0].Key}'.");
        }

        if (definition.RestSlot >= 0)
        {
            slots[definition.RestSlot].Set(new TemplateTuple(
                arguments.Positional.Length > definition.Parameters.Count ? arguments.Skip(definition.Parameters.Count).Positional : [], Mark.Template));
        }
        else if (arguments.Positional.Length > definition.Parameters.Count)
        {
            throw new RenderFault(string.Format(
                CultureInfo.InvariantCulture, "{0} takes at most {1} values.", Iteration.Capital(Description), definition.Parameters.Count));
        }
    }

    private bool IsParameter(string name)
    {
        foreach (var parameter in definition.Parameters)
        {
            if (parameter.Name == name)
                return true;
        }

        return false;
    }

    private IEnumerable<object?> ParameterNames()
    {
        foreach (var parameter in definition.Parameters)
            yield return SpannedString.Literal(parameter.Name);
    }

    private static bool TryTake(List<KeyValuePair<string, object?>> keywords, string name, out object? value)
    {
        var at = keywords.FindIndex(keyword => keyword.Key == name);
        value = at < 0 ? null : keywords[at].Value;
        if (at >= 0)
            keywords.RemoveAt(at);
        return at >= 0;
    }
}
