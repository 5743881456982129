namespace Attune.Models;

/// <summary>The Kullback-Leibler divergence of two next-token distributions.</summary>
internal static class Divergence
{
    /// <summary>KL(softmax(p) || softmax(q)) in nats, from logits: the sum of P (p - q) - log Z(p) + log Z(q), in double precision.</summary>
    public static double Of(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        var (logP, logQ) = (LogSum(p), LogSum(q));
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            var log = p[i] - logP;
            sum += PortableMath.Exp(log) * (log - (q[i] - logQ));
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : Math.Max(0, sum);
    }

    private static double LogSum(ReadOnlySpan<float> logits)
    {
        double highest = double.NegativeInfinity, sum = 0;
        foreach (var logit in logits)
            highest = Math.Max(highest, logit);
        foreach (var logit in logits)
            sum += PortableMath.Exp(logit - highest);
        return highest + PortableMath.Log(sum);
    }
}
