namespace Attune.Text.Conversations.Comparison;

/// <summary>A file without a template is served with whatever the server takes for its own.</summary>
internal sealed class MissingTemplateCheck : IGgufChatCheck
{
    public IEnumerable<AttuneException> Check(ComparedChat chat)
    {
        if (chat.File.TemplateSource is null)
        {
            yield return new AttuneException(
                GgufFindings.NoTemplate, $"The file has no chat template ({GgufChat.TemplateKey}), so a server takes one of its own choice.",
                "Convert the model anew with its chat_template.jinja beside it.", chat.File.File);
        }
    }
}
