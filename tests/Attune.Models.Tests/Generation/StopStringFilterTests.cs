namespace Attune.Models.Tests.Generation;

public class StopStringFilterTests
{
    [Theory]
    [InlineData("abc|def", "END", "abcdef", false)]
    [InlineData("abcEND", "END", "abc", true)]
    [InlineData("abcE|N|Dxyz", "END", "abc", true)] // split over pieces
    [InlineData("abcE|Nx|y", "END", "abcENxy", false)] // a beginning that comes to nothing
    [InlineData("a|E|E|N|D", "END", "aE", true)] // the beginning repeats
    [InlineData("aba|bac", "abac", "ab", true)] // overlapping beginning
    [InlineData("EN", "END", "EN", false)] // held back until the end
    [InlineData("ENDEND", "END", "", true)]
    [InlineData("x two one", "one,two", "x ", true)] // the earliest, not the first named
    public void Text_passes_up_to_the_first_stop_string(string pieces, string stops, string expected, bool stopped)
    {
        var filter = new StopStringFilter(stops.Split(','));
        var text = "";
        foreach (var piece in pieces.Split('|'))
        {
            text += filter.Add(piece);
            Assert.StartsWith(text, expected, StringComparison.Ordinal); // nothing is given that must be taken back
        }

        text += filter.Finish();
        Assert.Equal(expected, text);
        Assert.Equal(stopped, filter.Stopped);
    }

    [Fact]
    public void Text_that_cannot_begin_a_stop_string_is_not_held_back() =>
        Assert.Equal("hello ", new StopStringFilter(["END"]).Add("hello E"));
}
