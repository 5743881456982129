using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>Reads one part of a <c>tokenizer.json</c> by its "type".</summary>
internal static class ComponentKinds
{
    public static T Read<T>(DataValue value, string what, Dictionary<string, Func<DataValue, T>> kinds)
    {
        var type = value.Required("type");
        if (kinds.TryGetValue(type.AsString(), out var factory))
            return factory(value);
        throw new AttuneException(
            TokenizerErrors.UnsupportedType, $"The {what} type '{type.AsString()}' is not supported.",
            $"Supported are {string.Join(", ", kinds.Keys)}.", type.File, type.Line, type.Column);
    }
}
