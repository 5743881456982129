namespace Attune.Text.Templates.Values;

/// <summary>What a string remembers of one of its characters: the message it came from, and the generation block it was written in.</summary>
/// <param name="Message">Index of the message, or -1.</param>
/// <param name="Part">The part of that message.</param>
/// <param name="Generation">Number of the generation block, or 0.</param>
internal readonly record struct Mark(int Message, MessagePart Part, int Generation = 0)
{
    public static Mark Template { get; } = new(-1, MessagePart.Other);

    public Origin Origin => Message < 0 ? Origin.Template : new Origin(Message, Part);
}

/// <summary>A run of characters with one mark, that ends before <paramref name="End"/>.</summary>
internal readonly record struct MarkRun(int End, Mark Mark);
