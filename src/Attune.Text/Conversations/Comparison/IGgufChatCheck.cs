namespace Attune.Text.Conversations.Comparison;

/// <summary>One way in which a GGUF file may serve a model otherwise than it was trained.</summary>
internal interface IGgufChatCheck
{
    IEnumerable<AttuneException> Check(ComparedChat chat);
}
