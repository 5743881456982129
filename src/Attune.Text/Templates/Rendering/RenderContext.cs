using System.Runtime.CompilerServices;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The state of one render: variables, output, limits, and the node at work (for errors).</summary>
internal sealed class RenderContext
{
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly IReadOnlyList<string> _globalNames;
    private readonly object?[] _globals;
    private readonly IReadOnlyList<string> _roles;
    private long _steps;
    private int _depth;
    private int _generations;

    /// <param name="variables">The variables.</param>
    /// <param name="globalNames">The names that the template reads, in the order of their slots.</param>
    /// <param name="roles">The roles that the template compares with.</param>
    /// <param name="options">Limits, clock, and whether messages are tracked.</param>
    public RenderContext(
        IReadOnlyDictionary<string, object?> variables, IReadOnlyList<string> globalNames, IReadOnlyList<string> roles, RenderOptions options)
    {
        _variables = variables;
        _roles = roles;
        _globalNames = globalNames;
        _globals = new object?[globalNames.Count];
        for (var i = 0; i < _globals.Length; i++)
            _globals[i] = Frame.Unset;
        Options = options;
        Output = new SpannedStringBuilder(options.MaxOutputLength);
        Frame = new Frame(0, null);
    }

    public RenderOptions Options { get; }

    public SpannedStringBuilder Output { get; set; }

    public Frame Frame { get; set; }

    /// <summary>The node whose operation runs now: where an error is.</summary>
    public Node? At { get; set; }

    public object? Global(int index)
    {
        var value = _globals[index];
        if (ReferenceEquals(value, Frame.Unset))
            _globals[index] = value = Resolve(_globalNames[index]);
        return value;
    }

    /// <summary>Counts work, so that a template cannot run for ever.</summary>
    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps > Options.MaxSteps)
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
        Output = new SpannedStringBuilder(Options.MaxOutputLength);
        try
        {
            write(this);
            return Output.ToSpannedString();
        }
        finally
        {
            Output = outer;
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
        return GlobalFunctions.Find(name, Options) ?? (object)Undefined.Name(name);
    }

    private object? Track(string name, object? value) => name switch
    {
        "messages" => MessageValues.Convert(value, _roles),
        "tools" => ItemValues.Convert(value, new Mark(-1, MessagePart.ToolDefinition)),
        _ => ContextValues.Convert(value, Mark.Variable),
    };
}
