using Attune.Hosting.Processes;

namespace Attune.Hosting.Tests.Processes;

public sealed class LogTests
{
    [Fact]
    public void Keeps_the_last_lines_and_their_numbers()
    {
        var log = new LogBuffer(capacity: 3);
        for (var i = 1; i <= 5; i++)
            log.Add($"line {i}", isError: i == 4);
        Assert.Equal([new LogLine(3, "line 3", false), new LogLine(4, "line 4", true), new LogLine(5, "line 5", false)], log.After(0));
        Assert.Equal([5], log.After(4).Select(line => line.Number));
        Assert.Equal([3, 4], log.After(1, most: 2).Select(line => line.Number));
        Assert.Empty(log.After(5));
    }

    [Fact]
    public void Cuts_a_line_without_an_end()
    {
        var log = new LogBuffer();
        log.Add(new string('x', LogBuffer.MostCharacters + 1));
        Assert.Equal(LogBuffer.MostCharacters + " ...".Length, log.After(0)[0].Text.Length);
    }

    [Theory]
    [InlineData("a\nb\n", "a", "b")]
    [InlineData("a\r\nb", "a", "b")]
    [InlineData("10%\r20%\r30%\n", "10%", "20%", "30%")]
    [InlineData("a\n\nb\n", "a", "", "b")]
    [InlineData("")]
    public async Task Reads_lines_of_all_kinds(string text, params string[] expected)
    {
        var lines = new List<string>();
        await LineReader.ReadAsync(new StringReader(text), lines.Add);
        Assert.Equal(expected, lines);
    }

    [Fact]
    public async Task Gives_a_line_without_an_end_in_pieces()
    {
        var lines = new List<string>();
        await LineReader.ReadAsync(new StringReader(new string('x', 3 * LogBuffer.MostCharacters + 5)), lines.Add);
        Assert.Equal([LogBuffer.MostCharacters, LogBuffer.MostCharacters, LogBuffer.MostCharacters, 5], lines.Select(line => line.Length));
    }

    [Fact]
    public async Task Wakes_who_waits_for_the_next_line()
    {
        var log = new LogBuffer();
        var waiting = log.Changed.WaitAsync(log.Changed.Version, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        log.Add("now");
        await waiting;
        await log.Changed.WaitAsync(0, CancellationToken.None);
    }
}
