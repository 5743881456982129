using Attune.Hosting.Progress;
using Attune.TestSupport;

namespace Attune.Hosting.Tests.Progress;

public sealed class TailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("events.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_counts_once_its_end_is_there()
    {
        var tail = new JsonLinesTail(File);
        Assert.Empty(tail.ReadNew());
        Append("{\"a\"");
        Assert.Empty(tail.ReadNew());
        Append(":1}\n{\"b\":2}\n{");
        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], tail.ReadNew());
        Append("}\n\n");
        Assert.Equal(["{}"], tail.ReadNew());
        Assert.Empty(tail.ReadNew());
    }

    [Fact]
    public void A_character_in_two_parts_is_whole_again()
    {
        var tail = new JsonLinesTail(File);
        var bytes = System.Text.Encoding.UTF8.GetBytes("größe\n");
        System.IO.File.WriteAllBytes(File, bytes[..3]);
        Assert.Empty(tail.ReadNew());
        using (var stream = System.IO.File.Open(File, FileMode.Append))
            stream.Write(bytes.AsSpan(3));
        Assert.Equal(["größe"], tail.ReadNew());
    }

    [Fact]
    public void A_file_that_got_shorter_is_read_from_its_start()
    {
        var tail = new JsonLinesTail(File);
        Append("first run, first line\nfirst run, sec");
        Assert.Single(tail.ReadNew());
        System.IO.File.WriteAllText(File, "second run\n");
        Assert.Equal(["second run"], tail.ReadNew());
        System.IO.File.Delete(File);
        Assert.Empty(tail.ReadNew());
    }

    [Fact]
    public void A_line_without_an_end_fills_no_memory_and_the_next_is_read()
    {
        var tail = new JsonLinesTail(File);
        Append(new string('x', 100_000));
        Assert.Empty(tail.ReadNew());
        Append(new string('x', 100_000) + "\nnext\n");
        Assert.Equal(["next"], tail.ReadNew());
    }

    private void Append(string text) => System.IO.File.AppendAllText(File, text);
}
