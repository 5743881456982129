using System.Globalization;
using System.Runtime.CompilerServices;

namespace Attune.Text.Tokenizers.Patterns;

/// <summary>
/// Counts the rounds of repeated groups in a match under way: nested repetitions can take more steps than there are
/// atoms, and each round is a level of the stack. Patterns of published tokenizers need a few at most.
/// </summary>
internal static class PatternSteps
{
    private const int Most = 10_000_000;

    [ThreadStatic]
    private static int left;

    public static void Start() => left = Most;

    /// <exception cref="AttuneException">ATT4033: there were too many.</exception>
    public static void Take()
    {
        if (--left < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            var taken = (Most - Math.Max(left, 0)).ToString(CultureInfo.InvariantCulture);
            throw new AttuneException(
                TokenizerErrors.PatternTooSlow, $"A pattern of the tokenizer found no end after {taken} rounds of a repeated group.",
                "Use a tokenizer whose patterns repeat single characters or sets, as those of published models do.");
        }
    }
}
