namespace Attune.Training;

/// <summary>
/// Cuts a corpus into blocks of at most the context length: whole documents as long as they fit, and pieces of those that
/// are longer than a block. Blocks need no padding, as they are packed.
/// </summary>
internal sealed class CorpusBlocks
{
    private readonly TokenCorpus _corpus;
    private readonly List<Block> _blocks = [];

    public CorpusBlocks(TokenCorpus corpus, int contextLength)
    {
        _corpus = corpus;
        int used = contextLength; // a full block: the first document opens one
        for (int document = 0; document < corpus.DocumentCount; document++)
        {
            int begin = corpus.Start(document), end = corpus.Start(document + 1);
            if (used + end - begin <= contextLength)
            {
                used += end - begin;
                _blocks[^1] = _blocks[^1] with { End = end };
                continue;
            }

            for (int piece = begin; piece < end; piece += contextLength)
            {
                used = Math.Min(contextLength, end - piece);
                _blocks.Add(new Block(piece, piece + used, document));
            }
        }
    }

    public int Count => _blocks.Count;

    /// <summary>Puts the documents and pieces of a block into a packer.</summary>
    public void Pack(int block, TokenPacker packer)
    {
        var (begin, end, document) = _blocks[block];
        for (; begin < end; document++)
        {
            int documentEnd = _corpus.Start(document + 1), pieceEnd = Math.Min(end, documentEnd);
            int? following = pieceEnd < documentEnd ? _corpus.Slice(pieceEnd, pieceEnd + 1)[0] : null;
            packer.AddSupervised(_corpus.Slice(begin, pieceEnd), following);
            begin = pieceEnd;
        }
    }

    /// <summary>Where the first document of a block stands, for messages.</summary>
    public string Describe(int block) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"corpus document {_blocks[block].Document + 1}");

    private readonly record struct Block(int Begin, int End, int Document);
}
