namespace Attune.Text.Templates;

/// <summary>Limits of one render, and what it may see of the world.</summary>
public sealed record RenderOptions
{
    /// <summary>
    /// Limits for looking at what a template does with small conversations: no chat template in use needs a tenth of them,
    /// and one that runs wild is stopped in milliseconds. 200,000 steps, 131,072 characters, 65,536 characters or items of
    /// a value, 64 calls deep.
    /// </summary>
    public static RenderOptions Probing { get; } = new()
    {
        MaxSteps = 200_000,
        MaxOutputLength = 1 << 17,
        MaxValueLength = 1 << 16,
        MaxDepth = 64,
    };

    /// <summary>The clock behind <c>strftime_now</c>; without one that function is undefined, so that a render repeats.</summary>
    /// <value>Null.</value>
    public Func<DateTime>? Clock { get; init; }

    /// <summary>
    /// Whether the variables carry their origin: <c>messages</c> is a conversation whose strings know their message and
    /// part, <c>tools</c> are tool definitions, and what else is given is <see cref="MessagePart.Variable"/>.
    /// </summary>
    /// <value>False: every character counts as the template's.</value>
    public bool TrackMessages { get; init; }

    /// <summary>The longest output, in characters.</summary>
    /// <value>16,777,216.</value>
    public int MaxOutputLength { get; init; } = 1 << 24;

    /// <summary>The most work: loop rounds, calls, and the items or characters that they build.</summary>
    /// <value>100,000,000.</value>
    public long MaxSteps { get; init; } = 100_000_000;

    /// <summary>How deep macros and recursive loops may call one another.</summary>
    /// <value>200.</value>
    public int MaxDepth { get; init; } = 200;

    /// <summary>The longest string (characters) or list (items) that an expression may build.</summary>
    /// <value>16,777,216.</value>
    public int MaxValueLength { get; init; } = 1 << 24;

    /// <summary>The same options, so that a render fails at the first character behind that many: the error's place tells what writes it.</summary>
    /// <param name="length">Characters of output.</param>
    public RenderOptions StoppedAfter(int length) => this with { MaxOutputLength = length };
}
