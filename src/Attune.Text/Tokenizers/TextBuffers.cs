using Attune.Text.Tokenizers.Normalizers;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Memory for the steps that change a text, used again for every text: two texts take turns, so that a step reads the one
/// and writes the other. For one thread at a time.
/// </summary>
internal sealed class TextBuffers
{
    private readonly AlignedText.Builder first = new();
    private readonly AlignedText.Builder second = new();

    /// <summary>Changes of characters, for a step's own use.</summary>
    public List<CharacterChange> Changes { get; } = [];

    /// <summary>What a character is taken apart to, for a step's own use.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>Marks that wait for their order, for a step's own use.</summary>
    public List<(byte Class, int Order, CharacterChange Change)> Marks { get; } = [];

    /// <summary>An empty builder that does not hold a step's text. The text before that one is no more.</summary>
    public AlignedText.Builder BuilderFor(AlignedText source)
    {
        var builder = first.Made(source) ? second : first;
        builder.Restart(TextGrowth.Limit(source.Text.Length));
        return builder;
    }
}
