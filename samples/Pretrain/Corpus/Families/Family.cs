using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families;

/// <summary>One kind of document: how often it is written (by weight) and how.</summary>
internal sealed record Family(string Name, int Weight, Func<Page, CorpusDocument> Write);

/// <summary>Makes documents; <see cref="Corpus"/> adds the family's name.</summary>
internal static class Documents
{
    public static CorpusDocument Plain(string text) => new("", null, text);

    public static CorpusDocument Chat(params (string Role, string Content)[] turns) =>
        new("", [.. turns.Where(turn => turn.Content.Length > 0).Select(turn => new Message(turn.Role, turn.Content))], null);

    public static CorpusDocument Chat(IEnumerable<(string Role, string Content)> turns) => Chat(turns.ToArray());
}
