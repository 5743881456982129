using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Models.Tests.Gguf;

/// <summary>Files that lie (golden/safetensors, gguf-malformed), and those that look odd and are right.</summary>
public sealed class GgufMalformedTests
{
    private const string Golden = "golden/safetensors";

    [SharedTheory(Golden), MemberData(nameof(Cases))]
    public void A_file_is_accepted_or_refused_as_the_contract_says(string file, string expected)
    {
        var path = SharedData.Path(Golden, "gguf-malformed", file);
        AttuneException? error = null;
        try
        {
            using var opened = GgufFile.Open(path);
            foreach (var tensor in opened.Tensors.Keys)
                opened.ReadArray(tensor);
        }
        catch (AttuneException exception)
        {
            error = exception;
        }

        if (expected == "accept")
            Assert.True(error is null, error?.ToString());
        if (expected == "reject")
            Assert.NotNull(error);
        if (error is null)
            return;
        Assert.Equal("ATT4120", error.Code);
        Assert.Equal(path, error.File);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<AttuneException>(() => GgufFile.Open("nowhere.gguf"));
        Assert.Equal("ATT4102", error.Code);
    }

    [SharedFact("golden/quantization")]
    public void Cut_anywhere_in_its_head_a_file_is_refused()
    {
        var whole = File.ReadAllBytes(SharedData.Path("golden/quantization", "tiny-llama-Q8_0.gguf"));
        using var folder = new TemporaryFolder();
        for (var length = 0; length < 40_000; length += 1 + (length / 7))
        {
            File.WriteAllBytes(folder.File("cut.gguf"), whole[..length]);
            Assert.Equal("ATT4120", Assert.Throws<AttuneException>(() => GgufFile.Open(folder.File("cut.gguf"))).Code);
        }
    }

    public static IEnumerable<object[]> Cases()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, "gguf_malformed.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray()
            .Select(entry => new object[] { entry.GetProperty("file").GetString()!, entry.GetProperty("expected").GetString()! })];
    }
}
