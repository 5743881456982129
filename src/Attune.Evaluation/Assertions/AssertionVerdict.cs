namespace Attune.Evaluation;

/// <summary>Whether one answer passed one assertion, and if not, why.</summary>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Reason">The assertion's message where it failed, else null.</param>
public readonly record struct AssertionVerdict(bool Passed, string? Reason)
{
    /// <summary>Runs an assertion; an exception is a failure and its message the reason.</summary>
    /// <remarks>
    /// An answer that cannot be read (<see cref="AttuneException"/>) fails like any wrong answer. Another exception is most
    /// likely a mistake in the assertion, so its type is named.
    /// </remarks>
    public static AssertionVerdict Of<TRow>(Action<TRow, Completion> assertion, TRow row, Completion answer)
    {
        try
        {
            assertion(row, answer);
            return new(true, null);
        }
        catch (AttuneException exception)
        {
            return new(false, exception.Fact);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // An assertion is the user's code and may throw anything; that is how it fails.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var isAssertion = exception.GetType().Name is "XunitException" or "AssertionFailedException" or "AssertFailedException" or "AssertionException";
            return new(false, isAssertion ? WithoutSettings(exception.Message) : $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>BeEquivalentTo ends its message with a list of how it compares, the same for every row.</summary>
    private static string WithoutSettings(string message)
    {
        var settings = message.IndexOf("With configuration:", StringComparison.Ordinal);
        return (settings < 0 ? message : message[..settings]).Trim();
    }
}
