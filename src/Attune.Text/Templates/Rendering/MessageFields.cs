using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The fields of messages, of which most templates read two. One serves all messages of all renders of a template.</summary>
/// <param name="comparedRoles">The roles that the template knows besides the usual ones.</param>
internal sealed class MessageFields(IReadOnlyList<string> comparedRoles) : IDeferredFields
{
    public object? Convert(IReadOnlyDictionary<string, object?> source, string name, object? value, Mark mark) =>
        MessageValues.FromField(name, value, mark.Message, name == "content" && MessageValues.IsTool(source), comparedRoles);

    /// <summary>A message whose fields can only be walked through.</summary>
    public TemplateDictionary ConvertAll(IEnumerable<KeyValuePair<string, object?>> message, Mark mark)
    {
        var result = new TemplateDictionary(mark);
        foreach (var field in message)
            result.Set(field.Key, MessageValues.FromField(field.Key, field.Value, mark.Message, MessageValues.IsTool(message), comparedRoles));
        return result;
    }
}
