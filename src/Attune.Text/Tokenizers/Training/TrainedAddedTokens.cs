using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// The tokens that were added before and the special ones, with the ids of a new vocabulary or behind its last. What a
/// post-processor or padding writes and the vocabulary lacks is added too: an id of the old vocabulary would be another token.
/// </summary>
internal sealed class TrainedAddedTokens
{
    private readonly Vocabulary vocabulary;
    private readonly List<AddedToken> tokens = [];
    private int next;

    public TrainedAddedTokens(Vocabulary vocabulary, IReadOnlyList<AddedToken> before, IReadOnlyList<string> special)
    {
        this.vocabulary = vocabulary;
        next = vocabulary.IdLimit;
        var all = before.Concat(special.Select(content => new AddedToken(0, content) { Special = true }));
        foreach (var token in all.DistinctBy(token => token.Content))
            Add(token);
    }

    public IReadOnlyList<AddedToken> Tokens => tokens;

    public int IdOf(string content)
    {
        if (vocabulary.TryGetId(content, out var id))
            return id;
        var known = tokens.Find(token => token.Content == content);
        return known?.Id ?? Add(new AddedToken(0, content) { Special = true });
    }

    private int Add(AddedToken token)
    {
        var id = vocabulary.TryGetId(token.Content, out var known) ? known : next++;
        tokens.Add(token with { Id = id });
        return id;
    }
}
