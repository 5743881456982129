namespace Attune.Models;

/// <summary>
/// The tokens that a family's configuration class has where a file does not name them (null in a file is none). One beyond the
/// file's vocabulary is none, also where the file repeats it, as the reference library writes it.
/// </summary>
internal readonly record struct DefaultTokens
{
    public int? Begin { get; init; }

    public int? End { get; init; }

    public int? Padding { get; init; }

    public static int? Read(ConfigurationReader json, string key, int? otherwise, int vocabulary) =>
        json.Has(key) && json.TokenId(key) is var given && given != otherwise ? given : Within(otherwise, vocabulary);

    public static IReadOnlyList<int> ReadList(ConfigurationReader json, string key, int? otherwise, int vocabulary) =>
        json.Has(key)
            ? [.. json.TokenIds(key).Where(id => id != otherwise || id < vocabulary)]
            : Within(otherwise, vocabulary) is { } token ? [token] : [];

    private static int? Within(int? token, int vocabulary) => token < vocabulary ? token : null;
}
