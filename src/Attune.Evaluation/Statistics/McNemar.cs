namespace Attune.Evaluation;

/// <summary>The exact test of whether two models differ on the same rows (McNemar 1947; exact binomial form).</summary>
public static class McNemar
{
    /// <summary>The two-sided p-value: of the rows on which the models differ, each side wins with probability one half.</summary>
    /// <param name="onlyBefore">Rows that only the first model gets right.</param>
    /// <param name="onlyAfter">Rows that only the second model gets right.</param>
    /// <returns>1 where the models differ on no row.</returns>
    public static double Exact(int onlyBefore, int onlyAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyBefore);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyAfter);
        var n = onlyBefore + onlyAfter;
        var smaller = Math.Min(onlyBefore, onlyAfter);

        // Sum of C(n, k) / 2^n in logarithms, so that thousands of rows do not underflow.
        var logTerm = -n * Math.Log(2);
        var sum = Math.Exp(logTerm);
        for (var k = 1; k <= smaller; k++)
        {
            logTerm += Math.Log((double)(n - k + 1) / k);
            sum += Math.Exp(logTerm);
        }

        return Math.Min(1, 2 * sum);
    }
}
