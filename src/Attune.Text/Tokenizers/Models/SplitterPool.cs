namespace Attune.Text.Tokenizers.Models;

/// <summary>Splitters of a model that wait for their next use, so that the words they remember serve again.</summary>
internal sealed class SplitterPool(TokenizerModel model)
{
    private readonly PieceSplitter?[] waiting = new PieceSplitter?[Environment.ProcessorCount];

    public PieceSplitter Rent()
    {
        for (var i = 0; i < waiting.Length; i++)
        {
            if (Interlocked.Exchange(ref waiting[i], null) is { } splitter)
                return splitter;
        }

        return model.CreateSplitter();
    }

    public void Return(PieceSplitter splitter)
    {
        for (var i = 0; i < waiting.Length; i++)
        {
            if (Interlocked.CompareExchange(ref waiting[i], splitter, null) is null)
                return;
        }
    }
}
