namespace Attune.Text.Datasets;

/// <summary>
/// Divides rows that are not in memory: a first pass shows their contents to <see cref="Add"/>, then <see cref="IsTest"/>
/// decides about each. The same rows are chosen as by <see cref="DatasetSplit.Split{T}(IReadOnlyList{T}, double, ulong, Func{T, ulong})"/>.
/// </summary>
public sealed class ContentSplit
{
    private readonly double _fraction;
    private readonly ulong _seed;
    private int _below, _lowestTimes, _highestTimes;
    private double _lowest = double.MaxValue, _highest = double.MinValue;

    /// <summary>Begins.</summary>
    /// <param name="testFraction">The part to test on, from 0 to below 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    public ContentSplit(double testFraction, ulong seed)
    {
        DatasetSplit.CheckFraction(testFraction);
        (_fraction, _seed) = (testFraction, seed);
    }

    /// <summary>Rows shown.</summary>
    public int Rows { get; private set; }

    /// <summary>How many of them are to test on.</summary>
    public int TestRows => Border == _fraction ? _below : Border == _highest ? Rows - _highestTimes : Border > 0 ? _lowestTimes : 0;

    /// <summary>Draws below it are to test on. It lies above the lowest and not above the highest, so that no part is empty.</summary>
    private double Border => _fraction == 0 || Rows == 0 ? _fraction
        : _lowest < _highest ? Math.Clamp(_fraction, Math.BitIncrement(_lowest), _highest) : 0;

    /// <summary>Shows a row.</summary>
    /// <param name="content">The hash of its content, as <see cref="RowHash.Of"/> gives it.</param>
    public void Add(ulong content)
    {
        var draw = DatasetSplit.Draw(content, _seed);
        Rows++;
        _below += draw < _fraction ? 1 : 0;
        if (draw <= _lowest)
            (_lowest, _lowestTimes) = (draw, draw == _lowest ? _lowestTimes + 1 : 1);
        if (draw >= _highest)
            (_highest, _highestTimes) = (draw, draw == _highest ? _highestTimes + 1 : 1);
    }

    /// <summary>Whether a row is one to test on; after all were shown.</summary>
    /// <param name="content">The hash of its content.</param>
    public bool IsTest(ulong content) => DatasetSplit.Draw(content, _seed) < Border;
}
