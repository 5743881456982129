using System.Globalization;
using Attune.Models;
using Attune.Server.Engine;

namespace Attune.Server.OpenAi;

/// <summary>Prompts as tokens with all that decides their answers; checked against the model's context.</summary>
/// <param name="Model">Who answers.</param>
/// <param name="Prompts">One or several.</param>
/// <param name="Sampling">How.</param>
/// <param name="MaxTokens">The most tokens of each answer; null for the most that fit, but no more than the default.</param>
internal sealed record GenerationRequest(HostedModel Model, IReadOnlyList<int[]> Prompts, SamplingFields Sampling, int? MaxTokens)
{
    /// <summary>The most sequences of one request: more would keep the others waiting.</summary>
    private const int MostSequences = 32;

    public int PromptTokens => Prompts.Sum(prompt => prompt.Length);

    /// <summary>The sequences in the order of choices: all answers to the first prompt, then to the next.</summary>
    /// <param name="defaultMaxTokens">Where the request does not say.</param>
    /// <param name="promptName">The prompts' field, for messages.</param>
    /// <param name="random">Draws a seed where the request has none.</param>
    public IReadOnlyList<EngineSequence> ToSequences(int defaultMaxTokens, string promptName, Func<ulong> random)
    {
        if (Prompts.Count * Sampling.Choices > MostSequences)
        {
            throw ApiException.Invalid(
                $"The request asks for {Prompts.Count * Sampling.Choices} answers; at most {MostSequences} are allowed.", promptName, "invalid_value");
        }

        var seed = Sampling.Seed is { } given ? unchecked((ulong)given) : Sampling.Temperature > 0 ? random() : 0;
        var sequences = new List<EngineSequence>();
        foreach (var prompt in Prompts)
        {
            var maxTokens = MaxTokensOf(prompt, defaultMaxTokens, promptName);
            for (var choice = 0; choice < Sampling.Choices; choice++)
                sequences.Add(new EngineSequence(prompt, Options(maxTokens, seed + (ulong)sequences.Count)));
        }

        return sequences;
    }

    private int MaxTokensOf(int[] prompt, int defaultMaxTokens, string promptName)
    {
        var (context, length) = (Model.Engine.ContextLength, prompt.Length);
        if (length == 0)
            throw ApiException.Invalid($"'{promptName}' has no token.", promptName, "invalid_value");
        if (length >= context)
        {
            throw TooLong(string.Create(
                CultureInfo.InvariantCulture, $"This model's maximum context length is {context} tokens, and the prompt has {length}. Shorten the prompt."));
        }

        if (MaxTokens is not { } asked)
            return Math.Min(defaultMaxTokens, context - length);
        return length + asked <= context
            ? asked
            : throw TooLong(string.Create(
                CultureInfo.InvariantCulture,
                $"This model's maximum context length is {context} tokens, and {length + (long)asked} are asked for: {length} of the prompt, {asked} of the answer. Shorten the prompt, or ask for fewer tokens."));

        ApiException TooLong(string message) => ApiException.Invalid(message, promptName, "context_length_exceeded");
    }

    private GenerationOptions Options(int maxTokens, ulong seed) => new()
    {
        MaxNewTokens = maxTokens,
        Temperature = Sampling.Temperature,
        TopP = Sampling.TopP,
        PresencePenalty = Sampling.PresencePenalty,
        FrequencyPenalty = Sampling.FrequencyPenalty,
        StopStrings = Sampling.Stop,
        StopTokens = Model.Served.StopTokens,
        Seed = seed,
    };
}
