using Attune.TestSupport;
using Attune.Text.Datasets;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Datasets;

/// <summary>The parsing verdicts of JSONTestSuite: y_ must be read, n_ must be refused, i_ may be either.</summary>
public class JsonTestSuiteTests(ITestOutputHelper output)
{
    [SharedFact("data/haz-jsontestsuite/test_parsing")]
    public void Verdicts()
    {
        var (wrong, files) = (new List<string>(), 0);
        foreach (var file in Directory.GetFiles(SharedData.Path("data/haz-jsontestsuite/test_parsing"), "*.json"))
        {
            files++;
            var verdict = Path.GetFileName(file)[0];
            var accepted = IsRead(file);
            if ((verdict == 'y' && !accepted) || (verdict == 'n' && accepted))
                wrong.Add(Path.GetFileName(file));
        }

        output.WriteLine($"{files} files");
        Assert.True(files > 300, $"only {files}");
        Assert.Empty(wrong);
    }

    private static bool IsRead(string file)
    {
        try
        {
            new JsonTextParser(Utf8Lines.ReadAll(file), file).ParseWhole();
            return true;
        }
        catch (AttuneException e)
        {
            // Two files that the grammar allows repeat a key; here that is a mistake.
            return e.Code == DataErrors.DuplicateKey;
        }
    }
}
