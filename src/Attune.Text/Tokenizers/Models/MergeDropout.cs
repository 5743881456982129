namespace Attune.Text.Tokenizers.Models;

/// <summary>Leaves merges out at random; the randomness is the caller's, so that runs repeat.</summary>
internal sealed class MergeDropout(double probability, Random random)
{
    private readonly Lock turn = new();

    /// <summary>Whether the next merge is left out this time.</summary>
    public bool Drops()
    {
        lock (turn)
            return random.NextDouble() < probability;
    }
}
