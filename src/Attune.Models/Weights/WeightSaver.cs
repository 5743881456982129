namespace Attune.Models;

/// <summary>A model's parameters as weight files hold them.</summary>
internal static class WeightSaver
{
    /// <summary>The parameter under its name, the other way round where files hold its transpose.</summary>
    public static SafetensorsTensor ToSave(Parameter parameter, StorageType type)
    {
        if (!parameter.StoredTransposed)
            return SafetensorsTensor.From(parameter.Name, parameter.Value, type);
        var (rows, columns) = (parameter.Shape[0], parameter.Shape[1]);
        return SafetensorsTensor.From(
            parameter.Name, [columns, rows], AdapterWeights.Transpose<float>(parameter.Value.AsReadOnlySpan(), rows, columns), type);
    }
}
