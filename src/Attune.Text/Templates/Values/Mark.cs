namespace Attune.Text.Templates.Values;

/// <summary>What a string remembers of one of its characters: where it came from, and the generation block it was written in.</summary>
/// <param name="Message">Index of the message, or -1.</param>
/// <param name="Part">What it is a part of.</param>
/// <param name="Item">Which of several such parts.</param>
/// <param name="Generation">Number of the generation block, or 0.</param>
internal readonly record struct Mark(int Message, MessagePart Part, int Item = 0, int Generation = 0)
{
    public static Mark Template { get; } = new(-1, MessagePart.Literal);

    public static Mark Variable { get; } = new(-1, MessagePart.Variable);

    public Origin Origin => new(Message, Part, Item);

    // Compared at every append: without the comparers that a record asks for each field.
    public bool Equals(Mark other) =>
        Message == other.Message && Part == other.Part && Item == other.Item && Generation == other.Generation;

    public override int GetHashCode() => unchecked((((((Message * 31) + (int)Part) * 31) + Item) * 31) + Generation);
}

/// <summary>A run of characters with one mark, that ends before <paramref name="End"/>.</summary>
internal record struct MarkRun(int End, Mark Mark);
