using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Models.Tests.Weights;

/// <summary>Files and indexes that lie; what the reference library refuses must be refused, naming the file.</summary>
public class SafetensorsMalformedTests
{
    private const string Golden = "golden/safetensors";

    public static TheoryData<string> Rejected() => Cases("malformed.json", "file", "library", "rejects");

    public static TheoryData<string> RejectedIndexes() => Cases("index_malformed.json", "folder", "expected", "reject");

    public static TheoryData<string> AcceptedIndexes() => Cases("index_malformed.json", "folder", "expected", "accept");

    [SharedTheory(Golden)]
    [MemberData(nameof(Rejected))]
    public void A_malformed_file_is_refused(string file)
    {
        var path = SharedData.Path(Golden, "malformed", file);
        var error = Assert.Throws<AttuneException>(() => SafetensorsFile.Open(path));
        Assert.Equal("ATT4101", error.Code);
        Assert.Equal(path, error.File);
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(RejectedIndexes))]
    public void A_malformed_index_is_refused(string folder)
    {
        var error = Assert.Throws<AttuneException>(() => SafetensorsFolder.Open(SharedData.Path(Golden, "index-malformed", folder)));
        Assert.True(error.Code is "ATT4102" or "ATT4108", error.ToString());
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(AcceptedIndexes))]
    public void A_good_index_is_read(string folder)
    {
        using var weights = SafetensorsFolder.Open(SharedData.Path(Golden, "index-malformed", folder));
        Assert.Equal(["a", "b"], weights.FileOf.Keys.Order());
        Assert.Equal(4, weights.FileOf["a"].ReadArray("a").Length);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<AttuneException>(() => SafetensorsFile.Open("nowhere.safetensors"));
        Assert.Equal("ATT4102", error.Code);
    }

    private static TheoryData<string> Cases(string file, string name, string verdict, string wanted)
    {
        var data = new TheoryData<string>();
        var path = SharedData.Path(Golden, file);
        if (!File.Exists(path))
        {
            data.Add("(not on this machine)");
            return data;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty(verdict).GetString() == wanted)
                data.Add(item.GetProperty(name).GetString()!);
        }

        return data;
    }
}
