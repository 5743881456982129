using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The fields of one message. Most templates read two of them.</summary>
internal sealed class MessageFields(
    IReadOnlyDictionary<string, object?> message, int index, IReadOnlyList<string> comparedRoles) : IDeferredFields
{
    public IEnumerable<string> Names => message.Keys;

    public bool TryGet(string name, out object? value)
    {
        var isThere = message.TryGetValue(name, out var given);
        value = isThere ? MessageValues.FromField(message, new KeyValuePair<string, object?>(name, given), index, comparedRoles) : null;
        return isThere;
    }
}
