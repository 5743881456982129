namespace Attune.Text.Conversations.Comparison;

/// <summary>The codes of what is found in GGUF files.</summary>
internal static class GgufFindings
{
    public const string NoTemplate = "ATT4360";
    public const string OtherText = "ATT4361";
    public const string OtherTokens = "ATT4362";
    public const string OtherStopToken = "ATT4363";
    public const string AddedBeginToken = "ATT4364";
}
