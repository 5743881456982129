using System.Runtime.InteropServices;

namespace Attune.Training;

/// <summary>Many documents in one stream of tokens: four bytes a token and four a document, so that millions of short texts are no burden.</summary>
public sealed class TokenCorpus
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _starts = [];

    /// <summary>All tokens of all documents.</summary>
    public int TokenCount => _tokens.Count;

    /// <summary>How many documents there are.</summary>
    public int DocumentCount => _starts.Count;

    /// <summary>Appends a document. An end-of-text token, where one is wanted, is its last token.</summary>
    /// <exception cref="ArgumentException">It has no tokens.</exception>
    public void Add(ReadOnlySpan<int> document)
    {
        if (document.IsEmpty)
            throw new ArgumentException("A document has at least one token.", nameof(document));
        _starts.Add(_tokens.Count);
        CollectionExtensions.AddRange(_tokens, document);
    }

    /// <summary>The tokens from one place to before another.</summary>
    public ReadOnlySpan<int> Slice(int begin, int end) => CollectionsMarshal.AsSpan(_tokens)[begin..end];

    /// <summary>Where a document begins; the one after the last begins at the end.</summary>
    public int Start(int document) => document == _starts.Count ? _tokens.Count : _starts[document];
}
