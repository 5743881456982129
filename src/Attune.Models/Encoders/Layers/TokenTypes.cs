namespace Attune.Models;

/// <summary>The segment of each token.</summary>
internal static class TokenTypes
{
    /// <exception cref="AttuneException">ATT4141: there is no such type, or not one per token.</exception>
    public static int[] Of(PackedTokens tokens, EncoderConfiguration c)
    {
        if (tokens.TokenTypes is not { } types)
            return new int[tokens.TokenIds.Length];
        if (types.Length != tokens.TokenIds.Length)
        {
            throw new AttuneException(
                "ATT4141", $"There are {types.Length} token types for {tokens.TokenIds.Length} tokens.", "Give one for each token, or none.");
        }

        foreach (var type in types)
        {
            if ((uint)type >= (uint)c.TokenTypeCount)
            {
                throw new AttuneException(
                    "ATT4141", $"Token type {type} is outside of the model's {c.TokenTypeCount}.",
                    "Number the segments of a text from 0, or leave token types out.");
            }
        }

        return types;
    }
}
