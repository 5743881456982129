using Attune.Models;

namespace Attune.Training;

/// <summary>Finds tokens a model does not have, and rows it has no positions for, before they fail inside a kernel.</summary>
internal static class TokenCheck
{
    public static void Run(ReadOnlySpan<int> tokens, ModelConfiguration model, string source)
    {
        if (tokens.Length > model.MaxPositions)
        {
            throw new AttuneException(
                "ATT4202",
                $"The row has {tokens.Length} tokens, the model has positions for {model.MaxPositions}.",
                "Shorten or split the row, or choose a base model with a longer context.",
                source);
        }

        CheckIds(tokens, model, source);
    }

    public static void CheckIds(ReadOnlySpan<int> tokens, ModelConfiguration model, string source)
    {
        foreach (int id in tokens)
        {
            if ((uint)id >= (uint)model.VocabularySize)
            {
                throw new AttuneException(
                    "ATT4202",
                    $"The row has token {id}, but the model's vocabulary has {model.VocabularySize} tokens.",
                    "Use the tokenizer that belongs to the base model.",
                    source);
            }
        }
    }
}
