namespace Attune.Cli.Models;

/// <summary>The largest and the mean absolute difference of numbers.</summary>
internal sealed class Differences
{
    private double _sum;
    private long _count;

    public double Largest { get; private set; }

    public double Mean => _count == 0 ? 0 : _sum / _count;

    public void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var difference = Math.Abs((double)a[i] - b[i]);
            // Where only one is not a number, nothing can be said of the whole.
            Largest = double.IsNaN(difference) && !a[i].Equals(b[i]) ? double.NaN : difference > Largest ? difference : Largest;
            _sum += a[i].Equals(b[i]) ? 0 : difference;
        }

        _count += a.Length;
    }

    public void Add(Differences other)
    {
        Largest = double.IsNaN(other.Largest) || double.IsNaN(Largest) ? double.NaN : Math.Max(Largest, other.Largest);
        _sum += other._sum;
        _count += other._count;
    }
}
