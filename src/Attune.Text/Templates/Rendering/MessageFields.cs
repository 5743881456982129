using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The fields of messages, of which most templates read two. One serves all messages of all renders of a template.</summary>
internal sealed class MessageFields : IDeferredFields
{
    // The roles that the template knows besides the usual ones.
    private readonly IReadOnlyList<string> _comparedRoles;

    // What is known of the message once its role was asked for, which it mostly is first.
    private readonly bool? _isTool;
    private readonly MessageFields? _ofTool;
    private readonly MessageFields? _ofOther;

    public MessageFields(IReadOnlyList<string> comparedRoles)
        : this(comparedRoles, null)
    {
        _ofTool = new MessageFields(comparedRoles, true);
        _ofOther = new MessageFields(comparedRoles, false);
    }

    private MessageFields(IReadOnlyList<string> comparedRoles, bool? isTool)
    {
        _comparedRoles = comparedRoles;
        _isTool = isTool;
    }

    public object? Convert(IReadOnlyDictionary<string, object?> source, string name, object? value, Mark mark) =>
        MessageValues.FromField(name, value, mark.Message, name == "content" && (_isTool ?? MessageValues.IsTool(source)), _comparedRoles);

    public IDeferredFields After(string name, object? value) =>
        _isTool is not null || name != "role" ? this : MessageValues.IsToolRole(value) ? _ofTool! : _ofOther!;

    /// <summary>A message whose fields can only be walked through.</summary>
    public TemplateDictionary ConvertAll(IEnumerable<KeyValuePair<string, object?>> message, Mark mark)
    {
        var result = new TemplateDictionary(mark);
        foreach (var field in message)
            result.Set(field.Key, MessageValues.FromField(field.Key, field.Value, mark.Message, MessageValues.IsTool(message), _comparedRoles));
        return result;
    }
}
