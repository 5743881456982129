using Attune.Models;

namespace Attune.Server.OpenAi;

/// <summary>What all parts of one answer say alike.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="Created">When, in seconds since 1970.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Fingerprint">The weights.</param>
internal sealed record AnswerHead(string Id, long Created, string Model, string Fingerprint);

/// <summary>One text of an answer, whole.</summary>
internal sealed record AnswerChoice(string Text, FinishReason Reason, int Tokens);

/// <summary>How many tokens a request took.</summary>
internal readonly record struct TokenUsage(int PromptTokens, int CompletionTokens);

/// <summary>Names of finish reasons.</summary>
internal static class FinishReasons
{
    public static string Of(FinishReason reason) => reason is FinishReason.StopToken or FinishReason.StopString ? "stop" : "length";
}
