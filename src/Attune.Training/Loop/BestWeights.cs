using Attune.Models;

namespace Attune.Training;

/// <summary>A copy of the trained weights as they were at the lowest validation loss; made only where patience asks for it.</summary>
internal sealed class BestWeights(IReadOnlyList<TrainedTensor> parameters)
{
    private float[][]? _values;

    public bool HasWeights => _values is not null;

    public void Remember()
    {
        _values ??= [.. parameters.Select(parameter => new float[parameter.Value.Shape.ElementCount])];
        for (int i = 0; i < _values.Length; i++)
            parameters[i].Value.AsReadOnlySpan().CopyTo(_values[i]);
    }

    public void Restore()
    {
        for (int i = 0; i < _values?.Length; i++)
            _values[i].CopyTo(parameters[i].Value.AsSpan());
    }

    public IEnumerable<SafetensorsTensor> Tensors()
    {
        for (int i = 0; i < parameters.Count; i++)
            yield return SafetensorsTensor.From(parameters[i].Name, Dimensions(parameters[i]), _values![i]);
    }

    public void Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        _values = [.. parameters.Select(parameter => file.ReadArray(parameter.Name))];
    }

    private static int[] Dimensions(TrainedTensor parameter)
    {
        int[] dimensions = new int[parameter.Value.Shape.Rank];
        for (int i = 0; i < dimensions.Length; i++)
            dimensions[i] = parameter.Value.Shape[i];
        return dimensions;
    }
}
