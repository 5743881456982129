using System.Runtime.InteropServices;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>The last stage: collects the text.</summary>
internal sealed class CollectingStage() : DecoderStage(null)
{
    private readonly List<char> text = [];

    public ReadOnlySpan<char> Text => CollectionsMarshal.AsSpan(text);

    public void Clear() => text.Clear();

    public override void Write(ReadOnlySpan<char> part) => text.AddRange(part);

    public override void EndPiece()
    {
    }

    public override void Finish()
    {
    }
}
