namespace Attune.Text.Conversations.Forms;

/// <summary>
/// In which form a template takes what messages hold. Each answer takes a few small renders, at the first question.
/// </summary>
internal sealed class MessageForms
{
    private readonly Lazy<bool> _textArguments;
    private readonly Lazy<CallWriting> _besideNull;
    private readonly Lazy<CallWriting> _besideEmpty;
    private readonly Lazy<bool> _oneText;
    private readonly Lazy<bool> _parts;
    private readonly Lazy<string> _reasoning;

    /// <param name="probe">Renders with the template.</param>
    public MessageForms(ProbeRender probe)
    {
        _textArguments = new Lazy<bool>(() => ToolCallForm.WantsTextArguments(probe));
        _besideNull = new Lazy<CallWriting>(() => ToolCallForm.WrittenBeside(probe, null, WantsTextArguments));
        _besideEmpty = new Lazy<CallWriting>(() => ToolCallForm.WrittenBeside(probe, "", WantsTextArguments));
        _oneText = new Lazy<bool>(() => ContentForm.WantsOneText(probe));
        _parts = new Lazy<bool>(() => ContentForm.WantsParts(probe));
        _reasoning = new Lazy<string>(() => ReasoningForm.NameOf(probe, WantsTextArguments));
    }

    /// <summary>Whether the arguments of calls are given as JSON text.</summary>
    public bool WantsTextArguments => _textArguments.Value;

    /// <summary>Whether parts of a content are joined to one text.</summary>
    public bool WantsOneText => _oneText.Value;

    /// <summary>Whether a text is given as a part.</summary>
    public bool WantsParts => _parts.Value;

    /// <summary>The name by which the template reads the reasoning.</summary>
    public string ReasoningName => _reasoning.Value;

    /// <summary>The content of a message that only calls tools: as it was given, or the other of null and empty if that is written better.</summary>
    public string? ContentBesideCall(string? given) =>
        given is null
            ? _besideEmpty.Value > _besideNull.Value ? "" : null
            : _besideNull.Value > _besideEmpty.Value ? null : given;
}
