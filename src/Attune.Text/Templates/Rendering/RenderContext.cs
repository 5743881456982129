using System.Runtime.CompilerServices;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The state of one render: variables, output, limits, and the node at work (for errors).</summary>
internal sealed class RenderContext
{
    private const int LargestKept = 64;

    private static readonly Dictionary<string, object?> s_none = [];
    private static readonly RenderOptions s_defaults = new();

    // The state of an earlier render on this thread. A clock that renders finds none.
    [ThreadStatic]
    private static RenderContext? t_kept;

    private readonly Frame _outermost = new(0, null);
    private readonly SpannedStringBuilder _ownOutput = new(0);
    private IReadOnlyDictionary<string, object?> _variables = s_none;
    private ParsedTemplate _template = ParsedTemplate.Empty;
    private Slot[] _globals = [];
    private long _maxSteps;
    private long _steps;
    private int _depth;
    private int _generations;

    private RenderContext()
    {
        Frame = _outermost;
        Output = _ownOutput;
    }

    public RenderOptions Options { get; private set; } = s_defaults;

    public SpannedStringBuilder Output { get; set; }

    public Frame Frame { get; set; }

    /// <summary>A context for one render, which <see cref="Release"/> ends.</summary>
    public static RenderContext Rent(IReadOnlyDictionary<string, object?> variables, ParsedTemplate template, RenderOptions? options)
    {
        var context = t_kept ?? new RenderContext();
        t_kept = null;
        context._variables = variables;
        context._template = template;
        context.Options = options ?? s_defaults;
        context._maxSteps = context.Options.MaxSteps;
        context._ownOutput.Restart(context.Options.MaxOutputLength);
        var count = template.GlobalNames.Length;
        if (context._globals.Length < count)
            context._globals = new Slot[Math.Max(16, count)];
        return context;
    }

    /// <summary>Forgets everything of the render; nobody may use the context afterwards.</summary>
    public void Release()
    {
        if (_globals.Length > LargestKept || !_ownOutput.IsSmall)
            return;
        Array.Clear(_globals, 0, _template.GlobalNames.Length);
        _variables = s_none;
        _template = ParsedTemplate.Empty;
        Options = s_defaults;
        Frame = _outermost;
        Output = _ownOutput;
        At = null;
        _steps = 0;
        _depth = 0;
        _generations = 0;
        t_kept = this;
    }

    /// <summary>The names of the variables that this render was given.</summary>
    public IEnumerable<string> VariableNames => _variables.Keys;

    /// <summary>The node whose operation runs now: where an error is.</summary>
    public Node? At { get; set; }

    public object? Global(int index)
    {
        ref var slot = ref _globals[index];
        if (!slot.IsSet)
            slot.Set(Resolve(_template.GlobalNames[index]));
        return slot.Value;
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

    /// <summary>The same where that is within the limits; otherwise it counts nothing.</summary>
    public bool TryChargeValue(long length)
    {
        if (length > Options.MaxValueLength || _steps + length > _maxSteps)
            return false;
        _steps += length;
        return true;
    }

    /// <summary>A builder for one value; <see cref="SpannedStringBuilder.Finish"/> ends its use.</summary>
    public SpannedStringBuilder NewBuilder() => SpannedStringBuilder.Rent(Options.MaxValueLength);

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

    private object? Resolve(GlobalName name)
    {
        var isGiven = _variables is Dictionary<string, object?> map
            ? map.TryGetValue(name.Name, out var value)
            : _variables.TryGetValue(name.Name, out value);
        return !isGiven ? name.WhereMissing(_template.KnowsFunctions, Options)
            : Options.TrackMessages ? name.Track(value, _template.MessageFields)
            : ContextValues.Convert(value, Mark.Template);
    }
}
