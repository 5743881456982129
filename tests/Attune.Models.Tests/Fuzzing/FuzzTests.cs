using Attune.Models.Fuzz;
using Attune.Text.Fuzz;

namespace Attune.Models.Tests.Fuzzing;

/// <summary>A short run of the fuzzer in every build; tests/Attune.Models.Fuzz runs for as long as one likes.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. ModelFuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_input_is_read_or_refused_with_an_error_of_our_own(string target)
    {
        var fuzzer = new Fuzzer(ModelFuzzTargets.All.Single(known => known.Name == target), seed: 20261126);
        var result = fuzzer.Run(first: 0, count: 5_000, threads: 2);
        Assert.Empty(result.Findings);
        Assert.True(result.Read > 50 && result.Refused > 50, $"{result.Read} read, {result.Refused} refused: mutations are too weak or too strong.");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_seed_is_read(string target)
    {
        var tried = ModelFuzzTargets.All.Single(known => known.Name == target);
        Assert.All(new Fuzzer(tried, seed: 1).Seeds, seed => Assert.True(tried.Read(seed), System.Text.Encoding.UTF8.GetString(seed)));
    }
}
