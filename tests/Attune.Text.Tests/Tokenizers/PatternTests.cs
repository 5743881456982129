using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Constructs of split patterns that the suites of the reference do not have.</summary>
public class PatternTests
{
    [Theory]
    [InlineData(@"(\w)\1", "aabbc", "aa bb")]
    [InlineData(@"(a|ab)(c|bcd)\2", "abcdbcd acc", "abcdbcd acc")]
    [InlineData(@"(?i)(a)\1", "aA", "aA")]
    [InlineData(@"(a+)\1b", "aaaab aab", "aaaab aab")]
    [InlineData(@"((a)b)\2\1", "abaab", "abaab")]
    [InlineData(@"(?:(a)|b)*\1", "aba", "aba")]
    [InlineData(@"(?=(a+))\1", "aaab", "aaa")]
    [InlineData(@"(?>(a|ab))\1", "aab", "aa")]
    public void Back_references(string pattern, string text, string matches) => Assert.Equal(matches, Matches(pattern, text));

    [Theory]
    [InlineData(@"[\p{Han}]+", "ab漢字かな", "漢字")]
    [InlineData(@"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lo}&&[^\p{Han}]]+", "AB漢字かC", "AB かC")]
    [InlineData(@"\p{Hangul}+|\p{^Thai}", "한글ก", "한글")]
    public void Scripts(string pattern, string text, string matches) => Assert.Equal(matches, Matches(pattern, text));

    [Theory]
    [InlineData(@"\1(a)", "a reference to a group that is not before it at character 1")]
    [InlineData(@"(a)\2", "a reference to a group that is not before it at character 4")]
    [InlineData(@"(a)\12", "a reference to a group that is not before it at character 4")]
    [InlineData(@"\p{Magic}", "the category 'Magic'")]
    public void Mistakes_are_told(string pattern, string what) =>
        Assert.Contains(what, Assert.Throws<FormatException>(() => SplitPattern.Parse(pattern)).Message);

    [Theory]
    [InlineData("(a+)+b", 40)]
    [InlineData("(?:ab?)+c", 3_000_000)]
    public void Patterns_without_an_end_are_given_up(string pattern, int length)
    {
        var split = SplitPattern.Parse(pattern);
        Assert.Equal("ATT4033", Assert.Throws<AttuneException>(() => split.TryFind(new string('a', length), 0, out _, out _)).Code);
    }

    private static string Matches(string pattern, string text)
    {
        var split = SplitPattern.Parse(pattern);
        var matches = new List<string>();
        for (var from = 0; split.TryFind(text, from, out var start, out var end); from = SplitPattern.After(text, start, end))
            matches.Add(text[start..end]);
        return string.Join(' ', matches);
    }

    [Fact]
    public void Repetitions_of_repetitions_and_deep_groups_are_refused()
    {
        // Written out, sixty times three in one another is 3^60 steps.
        var nested = Assert.Throws<FormatException>(() => SplitPattern.Parse("a" + string.Concat(Enumerable.Repeat("{1,3}", 60))));
        Assert.Contains("repetitions of repetitions", nested.Message, StringComparison.Ordinal);
        var deep = Assert.Throws<FormatException>(() => SplitPattern.Parse(new string('(', 100_000) + "a" + new string(')', 100_000)));
        Assert.Contains("deep", deep.Message, StringComparison.Ordinal);
        SplitPattern.Parse("(?:(?:a{1,3}){1,3}){1,3}" + new string('(', 100) + "a" + new string(')', 100));
    }
}
