namespace Attune.Text.Tokenizers.Decoders;

/// <summary>Without a decoder: the tokens as they are, with spaces between.</summary>
internal sealed class SpacedStream : DecoderStream
{
    private bool any;

    public override string Add(string token)
    {
        var text = any ? " " + token : token;
        any = true;
        return text;
    }

    public override string Finish() => "";
}
