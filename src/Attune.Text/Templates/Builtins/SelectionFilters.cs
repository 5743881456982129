using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>map, select, reject, selectattr, rejectattr: lazy, iterated once, as in Jinja2.</summary>
internal static class SelectionFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("map", "value *arguments", (context, a) => new OneShotSequence(Map(context, a[0], a.Rest)))
        .Add("select", "value *arguments", (context, a) => new OneShotSequence(Select(context, a, false, true)))
        .Add("reject", "value *arguments", (context, a) => new OneShotSequence(Select(context, a, false, false)))
        .Add("selectattr", "value *arguments", (context, a) => new OneShotSequence(Select(context, a, true, true)))
        .Add("rejectattr", "value *arguments", (context, a) => new OneShotSequence(Select(context, a, true, false)));

    private static IEnumerable<object?> Map(RenderContext context, object? value, Arguments arguments)
    {
        if (!Truth.Of(value))
            yield break;
        var change = Mapping(context, arguments);
        foreach (var item in Iteration.Items(value))
        {
            context.Charge(1);
            yield return change(item);
        }
    }

    private static Func<object?, object?> Mapping(RenderContext context, Arguments arguments)
    {
        if (arguments.Positional.Length > 0)
        {
            var filter = Filters.Find(Name(arguments.Positional[0])) ?? throw new RenderFault($"There is no filter '{Name(arguments.Positional[0])}'.");
            var rest = arguments.Skip(1);
            return item => filter.Call(context, rest.WithFirst(item));
        }

        object? attribute = null, whenMissing = null;
        foreach (var keyword in arguments.Keywords)
        {
            if (keyword.Key == "attribute")
                attribute = keyword.Value;
            else if (keyword.Key == "default")
                whenMissing = keyword.Value;
            else
                throw new RenderFault($"'map' has no argument '{keyword.Key}'.");
        }

        return attribute is null ? throw new RenderFault("'map' needs the name of a filter, or attribute='...'.") : AttributeGetter.For(attribute, whenMissing);
    }

    private static IEnumerable<object?> Select(RenderContext context, BoundArguments a, bool byAttribute, bool wanted)
    {
        if (!Truth.Of(a[0]))
            yield break;
        var arguments = a.Rest;
        Func<object?, object?> subject = item => item;
        if (byAttribute)
        {
            if (arguments.Positional.Length == 0)
                throw new RenderFault("The name of an attribute is missing.");
            subject = AttributeGetter.For(arguments.Positional[0]);
            arguments = arguments.Skip(1);
        }

        var holds = Condition(context, arguments);
        foreach (var item in Iteration.Items(a[0]))
        {
            context.Charge(1);
            if (holds(subject(item)) == wanted)
                yield return item;
        }
    }

    private static Func<object?, bool> Condition(RenderContext context, Arguments arguments)
    {
        if (arguments.Positional.Length == 0)
            return Truth.Of;
        var name = Name(arguments.Positional[0]);
        var test = Tests.Find(name) ?? throw new RenderFault($"There is no test '{name}'.");
        var rest = arguments.Skip(1);
        return value => Truth.Of(test.Call(context, rest.WithFirst(value)));
    }

    private static string Name(object? value) => value is SpannedString text ? text.Text
        : throw new RenderFault($"A filter or test is named by a string, not {TypeNames.Of(value)}.");
}
