namespace Attune.Text.Datasets;

/// <summary>Property names that come again in each row, kept as one string each; a name that shares its place with another is made anew.</summary>
internal sealed class NameTable
{
    private const int Places = 256, LongestKept = 64;

    private readonly string?[] kept = new string?[Places];

    public string Get(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestKept)
            return name.ToString();
        ref var place = ref kept[((name.Length * 31) + (name[0] * 7) + name[^1] + (name[name.Length / 2] * 13)) % Places];
        return place is not null && name.SequenceEqual(place) ? place : place = name.ToString();
    }
}
