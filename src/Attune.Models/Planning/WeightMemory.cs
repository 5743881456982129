namespace Attune.Models;

/// <summary>What the weights of a model take in memory.</summary>
public static class WeightMemory
{
    /// <summary>Bytes of all weights, frozen ones included, each in the form that it is kept in.</summary>
    /// <param name="model">The model, with or without numbers.</param>
    /// <param name="frozen">For a model without numbers: how its frozen matrices would be kept; null for floats.</param>
    public static long BytesOf(ICausalLanguageModel model, FrozenStorage? frozen = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var kept = frozen?.Kept(model);
        double bytes = 0;
        foreach (var parameter in model.Parameters)
        {
            var count = (double)parameter.Shape.ElementCount;
            bytes += parameter.IsStored ? parameter.Value.Stored!.ByteCount
                : kept?.Contains(parameter) == true && !parameter.Trainable ? count * frozen!.BytesPerNumber
                : count * sizeof(float);
        }

        return (long)bytes;
    }

    /// <summary>Bytes of the largest matrix that is kept in fewer bits, as the floats that it is read as; 0 where none is.</summary>
    /// <param name="model">The model, with or without numbers.</param>
    /// <param name="frozen">For a model without numbers: how its frozen matrices would be kept; null for floats.</param>
    public static long LargestRead(ICausalLanguageModel model, FrozenStorage? frozen = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var kept = frozen?.Kept(model);
        return model.Parameters
            .Where(parameter => parameter.IsStored || (kept?.Contains(parameter) == true && !parameter.Trainable))
            .Select(parameter => (long)sizeof(float) * parameter.Shape.ElementCount).DefaultIfEmpty(0).Max();
    }
}
