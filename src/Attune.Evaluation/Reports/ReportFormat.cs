using System.Globalization;

namespace Attune.Evaluation;

/// <summary>How numbers look in every report.</summary>
public static class ReportFormat
{
    /// <summary><c>97.5 %</c></summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>94.0 to 99.1 %</c></summary>
    public static string Range(Interval interval) =>
        (interval.Low * 100).ToString("0.0", CultureInfo.InvariantCulture) + " to " + Percent(interval.High);

    /// <summary><c>0.031</c>, <c>1.2e-15</c>; never a rounded 0.</summary>
    public static string PValue(double p) => p >= 0.001
        ? p.ToString("0.000", CultureInfo.InvariantCulture)
        : p == 0 ? "< 1e-300" : p.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
