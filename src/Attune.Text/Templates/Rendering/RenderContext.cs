using System.Runtime.CompilerServices;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The state of one render: variables, output, limits, and the node at work (for errors).</summary>
internal sealed class RenderContext
{
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly ParsedTemplate _template;
    private readonly object?[] _globals;
    private readonly long _maxSteps;
    private long _steps;
    private int _depth;
    private int _generations;

    public RenderContext(IReadOnlyDictionary<string, object?> variables, ParsedTemplate template, RenderOptions options)
    {
        _variables = variables;
        _template = template;
        _globals = new object?[template.Globals.Count];
        for (var i = 0; i < _globals.Length; i++)
            _globals[i] = Frame.Unset;
        Options = options;
        _maxSteps = options.MaxSteps;
        Output = SpannedStringBuilder.Rent(options.MaxOutputLength);
        Frame = new Frame(0, null);
    }

    public RenderOptions Options { get; }

    public SpannedStringBuilder Output { get; set; }

    public Frame Frame { get; set; }

    /// <summary>The names of the variables that this render was given.</summary>
    public IEnumerable<string> VariableNames => _variables.Keys;

    /// <summary>The node whose operation runs now: where an error is.</summary>
    public Node? At { get; set; }

    public object? Global(int index)
    {
        var value = _globals[index];
        if (ReferenceEquals(value, Frame.Unset))
            _globals[index] = value = Resolve(_template.Globals[index]);
        return value;
    }

    /// <summary>Counts work, so that a template cannot run for ever.</summary>
    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps > _maxSteps)
            throw new RenderFault($"The template does more than {Options.MaxSteps} steps of work, the limit for one render.");
    }

    /// <summary>Checks the size of a string or list about to be built, and counts it as work.</summary>
    public void ChargeValue(long length)
    {
        if (length > Options.MaxValueLength)
            throw new RenderFault($"A value of {length} characters or items is beyond the limit of {Options.MaxValueLength}.");
        Charge(length);
    }

    public SpannedStringBuilder NewBuilder() => new(Options.MaxValueLength);

    /// <summary>Runs something with its own output and gives back what it wrote.</summary>
    public SpannedString Capture(Action<RenderContext> write)
    {
        var outer = Output;
        var inner = SpannedStringBuilder.Rent(Options.MaxOutputLength);
        Output = inner;
        try
        {
            write(this);
            return inner.ToSpannedString();
        }
        finally
        {
            Output = outer;
            inner.Release();
        }
    }

    public void Enter()
    {
        Charge(1);
        if (++_depth > Options.MaxDepth)
            throw new RenderFault($"Macros or recursive loops call one another more than {Options.MaxDepth} deep.");
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    public void Leave() => _depth--;

    public int NextGeneration() => ++_generations;

    private object? Resolve(string name)
    {
        if (_variables.TryGetValue(name, out var value))
            return Options.TrackMessages ? Track(name, value) : ContextValues.Convert(value, Mark.Template);
        return (_template.KnowsFunctions ? GlobalFunctions.Find(name, Options) : null) ?? Undefined.Name(name);
    }

    private object? Track(string name, object? value) => name switch
    {
        "messages" => MessageValues.Convert(value, _template.ComparedRoles),
        "tools" => ItemValues.Convert(value, new Mark(-1, MessagePart.ToolDefinition)),
        _ => ContextValues.Convert(value, Mark.Variable),
    };
}
