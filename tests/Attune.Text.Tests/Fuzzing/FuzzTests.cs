using Attune.Text.Fuzz;

namespace Attune.Text.Tests.Fuzzing;

/// <summary>A short run of the fuzzer in every build; tests/Attune.Text.Fuzz runs for as long as one likes.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_input_is_read_or_refused_with_an_error_of_our_own(string target)
    {
        var fuzzer = new Fuzzer(FuzzTargets.All.Single(known => known.Name == target), seed: 20261126);
        var result = fuzzer.Run(first: 0, count: 10_000, threads: 2);
        Assert.Empty(result.Findings);
        Assert.True(result.Read > 100 && result.Refused > 100, $"{result.Read} read, {result.Refused} refused: mutations are too weak or too strong.");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_seed_is_read(string target)
    {
        var tried = FuzzTargets.All.Single(known => known.Name == target);
        Assert.All(new Fuzzer(tried, seed: 1).Seeds, seed => Assert.True(tried.Read(seed), System.Text.Encoding.UTF8.GetString(seed)));
    }

    [Fact]
    public void An_input_follows_from_its_seed_and_number()
    {
        var target = FuzzTargets.All[0];
        Assert.Equal(new Fuzzer(target, 7).Input(123), new Fuzzer(target, 7).Input(123));
        Assert.NotEqual(new Fuzzer(target, 7).Input(123), new Fuzzer(target, 8).Input(123));
    }

    [Fact]
    public void An_exception_that_is_not_ours_is_a_finding()
    {
        var result = new Fuzzer(new Broken(), seed: 1).Run(first: 0, count: 100, threads: 1);
        Assert.NotEmpty(result.Findings);
        Assert.Contains("IndexOutOfRangeException", result.Findings[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_without_seeds_is_no_target()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Fuzzer(new Broken { Name = "nothing" }, seed: 1));
        Assert.Contains("Seeds/nothing", error.Message);
    }

    private sealed class Broken : Attune.Text.Fuzz.Targets.IFuzzTarget
    {
        public string Name { get; init; } = "template";

        public IReadOnlyList<string> Words { get; } = ["a"];

        public IReadOnlyList<byte[]> Seeds => Name == "template" ? [[1, 2, 3]] : Attune.Text.Fuzz.FuzzSeeds.Of(this);

        public bool Read(byte[] input) => input[100_000] > 0;
    }
}
