using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The tokens of a model and their ids, which need not be without gaps.</summary>
internal sealed class Vocabulary
{
    /// <summary>Larger ids than any model has.</summary>
    public const int LargestId = 1 << 24;

    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;
    private readonly string?[] tokens;

    public Vocabulary(Dictionary<string, int> ids)
    {
        this.ids = ids;
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        tokens = new string?[ids.Count == 0 ? 0 : ids.Values.Max() + 1];
        foreach (var (token, id) in ids)
            tokens[id] = token;
    }

    /// <param name="ids">The id of each token.</param>
    /// <param name="tokens">The token of each id, where several ids can have the same.</param>
    public Vocabulary(Dictionary<string, int> ids, string[] tokens)
    {
        this.ids = ids;
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        this.tokens = tokens;
    }

    public int Count => ids.Count;

    /// <summary>One more than the largest id.</summary>
    public int IdLimit => tokens.Length;

    public static Vocabulary Read(DataValue value)
    {
        var ids = new Dictionary<string, int>(value.Properties.Count, StringComparer.Ordinal);
        var used = new HashSet<int>(value.Properties.Count);
        foreach (var (token, id) in value.Properties)
        {
            var number = id.AsInt32();
            if (number is < 0 or > LargestId)
                throw TokenizerErrors.Bad(id, $"The token {DataErrors.Show(token)} has the impossible id {number}.");
            if (!used.Add(number))
                throw TokenizerErrors.Bad(id, $"The id {number} of the token {DataErrors.Show(token)} is taken by another token.");
            ids.Add(token, number);
        }

        return new Vocabulary(ids);
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => idsBySpan.TryGetValue(token, out id);

    public bool TryGetToken(int id, [NotNullWhen(true)] out string? token)
    {
        token = (uint)id < (uint)tokens.Length ? tokens[id] : null;
        return token is not null;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("vocab");
        for (var id = 0; id < tokens.Length; id++)
        {
            if (tokens[id] is { } token)
                writer.WriteNumber(token, id);
        }

        writer.WriteEndObject();
    }
}
