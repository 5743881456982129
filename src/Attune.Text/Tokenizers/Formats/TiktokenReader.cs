using System.Buffers.Text;
using System.Globalization;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Normalizers.Unicode;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// Reads tiktoken rank files: a token's bytes in base64, a space and its rank on each line. They say nothing of how a
/// text is cut nor of special tokens; both follow from the encoding's name.
/// </summary>
internal static class TiktokenReader
{
    private const int LargestRank = 1 << 24;

    /// <summary>Whether a line is one of such a file.</summary>
    public static bool IsLine(ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        return space > 0 && Base64.IsValid(line[..space]) && line[(space + 1)..].Trim().Length > 0
            && !line[(space + 1)..].Trim().ContainsAnyExceptInRange('0', '9');
    }

    public static TokenizerParts Read(string file, string? name, TokenizerConfig config)
    {
        var (ids, spaces) = ReadRanks(file);
        var encoding = TiktokenEncoding.Find(name, file, ids.Count);
        var vocabulary = new Vocabulary(ids);
        var ranked = Enumerable.Range(0, vocabulary.IdLimit).Where(id => vocabulary.TryGetToken(id, out var token) && token.Length > 1);
        var merges = SplitMerges.Of(vocabulary, ranked, _ => true);
        var model = new BpeModel(vocabulary, merges, new BpeOptions { IgnoreMerges = true });
        var added = config.AddedTokens.Count > 0 ? config.AddedTokens : [.. encoding.SpecialTokens(vocabulary.IdLimit)];
        var parts = ByteLevelParts.Of(model, KnownSplits.Find(encoding.Name, file), added, config);
        return encoding.ComposesCharacters ? parts with { Normalizer = new UnicodeNormalizer(NormalForm.Nfc) } : parts;
    }

    private static (Dictionary<string, int> Ids, int Lines) ReadRanks(string file)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var used = new HashSet<int>();
        var lines = 0;
        foreach (var line in VocabularyLines.Read(file))
        {
            lines++;
            if (line.Text.Length == 0)
                continue;
            var space = line.Text.IndexOf(' ', StringComparison.Ordinal);
            if (space <= 0 || !int.TryParse(line.Text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || rank > LargestRank)
                throw Bad(file, line.Number, "The line is not a token in base64, a space and its rank.");
            var token = Spell(line.Text.AsSpan(0, space)) ?? throw Bad(file, line.Number, "The token is not base64.");
            if (!used.Add(rank))
                throw Bad(file, line.Number, $"The rank {rank} is taken by another token.");
            if (!ids.TryAdd(token, rank))
                throw Bad(file, line.Number, $"The token {DataErrors.Show(token)} is written twice.");
        }

        return ids.Count > 0 ? (ids, lines) : throw Bad(file, 1, "There is no token.");
    }

    private static string? Spell(ReadOnlySpan<char> base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var count) || count == 0)
            return null;
        return string.Create(count, bytes, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = ByteAlphabet.LetterOf(from[i]);
        });
    }

    private static AttuneException Bad(string file, int line, string fact) => new(
        TokenizerErrors.BadRanks, fact, "The file is not a tiktoken rank file, or damaged; take it anew from where the model came from.", file, line);
}
