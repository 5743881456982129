namespace Attune.Models;

/// <summary>What an encoder's files say of it, without its weights being read.</summary>
/// <param name="Configuration">What it is made of.</param>
/// <param name="Parameters">How many numbers it has; a matrix that serves twice counts once.</param>
/// <param name="Stored">For each type of numbers, how many tensors, numbers and bytes are stored so.</param>
public sealed record EncoderDescription(
    EncoderConfiguration Configuration, long Parameters, IReadOnlyDictionary<string, (int Tensors, long Numbers, long Bytes)> Stored)
{
    /// <summary>Describes the folder of an encoder.</summary>
    /// <exception cref="AttuneException">ATT4100 to ATT4108: the files cannot be read, or are not of a supported encoder.</exception>
    public static EncoderDescription Of(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var c = EncoderConfigurationFile.Read(ModelFolder.Require(folder, "config.json"));
        using var weights = new SafetensorsWeights(folder);
        c = c with { HasPooler = EncoderWeights.Find("pooler.dense.weight", weights, EncoderFamilies.Get(c.Architecture).Family) is not null };
        var parameters = new Encoder(c, new WeightSource(), backend: null).Parameters;
        return new(c, parameters.Sum(parameter => (long)parameter.Shape.ElementCount), ModelDescription.ByType(ModelDescription.StoredIn(folder)));
    }
}
