using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>
/// Lets a model go on from prompts. Several prompts are computed together, and each gives exactly the tokens it would have
/// given alone.
/// </summary>
/// <param name="model">The model; its weights must not change while it writes.</param>
/// <param name="tokenizer">Turns tokens into text; without one, results have token ids only and stop strings are not allowed.</param>
public sealed class TextGenerator(ICausalLanguageModel model, Tokenizer? tokenizer)
{
    /// <summary>The most sequences that share a step.</summary>
    /// <value>Default 32.</value>
    public int ConcurrentSequences { get; init; } = 32;

    /// <summary>Goes on from every prompt; prompt i draws with seed <c>Seed + i</c>.</summary>
    /// <param name="prompts">Token ids, at least one each.</param>
    /// <param name="options">How to choose tokens and when to stop.</param>
    /// <param name="onFinished">Called with the index of each prompt that is done, in the order they finish.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>One result per prompt, in their order.</returns>
    /// <exception cref="AttuneException">
    /// ATT4160: a prompt is longer than the context. ATT4161: an option is out of its range. ATT4162: the model gives no numbers.
    /// </exception>
    public IReadOnlyList<GenerationResult> Generate(
        IReadOnlyList<int[]> prompts,
        GenerationOptions options,
        Action<int>? onFinished = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        return Run(prompts, options, onText: null, onFinished, cancellationToken);
    }

    /// <summary>Goes on from one prompt and gives the text as it comes.</summary>
    /// <param name="prompt">Token ids, at least one.</param>
    /// <param name="options">How to choose tokens and when to stop.</param>
    /// <param name="onText">Called with each piece of text; together they are the result's text.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <exception cref="AttuneException">As for several prompts.</exception>
    public GenerationResult Stream(
        int[] prompt, GenerationOptions options, Action<string> onText, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onText);
        return Run([prompt], options, onText, onFinished: null, cancellationToken)[0];
    }

    private GenerationResult[] Run(
        IReadOnlyList<int[]> prompts,
        GenerationOptions options,
        Action<string>? onText,
        Action<int>? onFinished,
        CancellationToken cancellationToken)
    {
        options.Check();
        if (tokenizer is null && options.StopStrings.Count > 0)
            throw new ArgumentException("Stop strings need a tokenizer.", nameof(options));
        if (prompts.Count == 0)
            return [];
        var engine = CreateEngine(prompts, options);
        var running = new List<(int Index, GenerationSequence Sequence, TextAssembler Text)>();
        for (var i = 0; i < prompts.Count; i++)
        {
            var text = new TextAssembler(tokenizer, options, onText);
            GenerationSequence? sequence = null;
            sequence = engine.Submit(prompts[i], options with { Seed = options.Seed + (ulong)i }, token => text.Add(sequence!, token));
            running.Add((i, sequence, text));
        }

        var results = new GenerationResult[prompts.Count];
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!engine.Step())
                break;
            running.RemoveAll(entry =>
            {
                if (entry.Sequence.Reason is not { } reason)
                    return false;
                entry.Text.Finish();
                results[entry.Index] = new GenerationResult([.. entry.Sequence.TokenIds], entry.Text.Text, reason);
                onFinished?.Invoke(entry.Index);
                return true;
            });
        }
        while (running.Count > 0);

        return results;
    }

    private GenerationEngine CreateEngine(IReadOnlyList<int[]> prompts, GenerationOptions options)
    {
        var longest = 0L;
        foreach (var prompt in prompts)
            longest = Math.Max(longest, (long)prompt.Length + options.MaxNewTokens);
        longest = Math.Min(longest, model.Configuration.MaxPositions);
        return new GenerationEngine(model, Math.Min(ConcurrentSequences, prompts.Count), (int)longest);
    }
}
