namespace Attune.Generators.Recipes;

/// <summary>The ranges of the settings of optimizers and schedules, by name: a name means the same wherever it stands.</summary>
internal static class OptimizerRanges
{
    private const string Decay = "a number from 0 to less than 1", Share = "a number above 0 and at most 1", Positive = "a number above 0";

    public static IReadOnlyList<(string Name, Func<double, bool> IsInRange, string Range)> All { get; } =
    [
        ("Beta1", IsDecay, Decay), ("Beta2", IsDecay, Decay), ("Alpha", IsDecay, Decay), ("Rho", IsDecay, Decay), ("Momentum", IsDecay, Decay),
        ("LeastMomentum", IsDecay, Decay), ("GreatestMomentum", IsDecay, Decay), ("Minimum", IsDecay, Decay), ("End", IsDecay, Decay),
        ("Dampening", static value => value is >= 0 and <= 1, "a number from 0 to 1"),
        ("DecayExponent", static value => value is >= 0 and <= 1, "a number from 0 to 1"),
        ("Reduction", static value => value is > 0 and < 1, "a number above 0 and below 1"),
        ("Gamma", static value => value is > 0 and <= 1, Share), ("Rise", static value => value is > 0 and <= 1, Share),
        ("CutFraction", static value => value is > 0 and < 1, "a number above 0 and below 1"),
        ("DecayFraction", static value => value is > 0 and <= 1, Share),
        ("Epsilon", IsZeroOrMore, "0 or a number above it"), ("RateDecay", IsZeroOrMore, "0 or a number above it"),
        ("InitialSum", IsZeroOrMore, "0 or a number above it"), ("MomentumDecay", IsZeroOrMore, "0 or a number above it"),
        ("OthersLearningRate", IsZeroOrMore, "a learning rate, or 0 for the recipe's"),
        ("LearningRateFactor", IsZeroOrMore, "0 or a number above it"), ("Threshold", IsZeroOrMore, "0 or a number above it"),
        ("Patience", IsZeroOrMore, "a number of evaluations"), ("Cooldown", IsZeroOrMore, "a number of evaluations"),
        ("FirstEpoch", IsZeroOrMore, "an epoch, counted from 0"), ("Timescale", IsZeroOrMore, "a number of steps, or 0 for the warm-up's"),
        ("Steps", static value => value >= 1, "1 or more steps"),
        ("ClipThreshold", IsPositive, Positive), ("Cycles", IsPositive, Positive), ("Power", IsPositive, Positive),
        ("Divisor", IsOneOrMore, "1 or more"), ("FinalDivisor", IsOneOrMore, "1 or more"), ("Ratio", IsOneOrMore, "1 or more"),
    ];

    private static bool IsDecay(double value) => value is >= 0 and < 1;

    private static bool IsZeroOrMore(double value) => value is >= 0 and < double.PositiveInfinity;

    private static bool IsPositive(double value) => value is > 0 and < double.PositiveInfinity;

    private static bool IsOneOrMore(double value) => value is >= 1 and < double.PositiveInfinity;
}
