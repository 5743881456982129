using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

public class RotaryFrequenciesTests
{
    [SharedFact("golden/models/rope.json")]
    public void Frequencies_are_the_reference_s()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/models/rope.json")));
        var checkedCases = 0;
        foreach (var item in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            var parameters = item.GetProperty("rope_parameters");
            if (parameters.GetProperty("rope_type").GetString() is not ("default" or "linear" or "llama3")
                || parameters.TryGetProperty("partial_rotary_factor", out _))
                continue;
            checkedCases++;
            using var wrapped = JsonDocument.Parse($$"""{"rope_parameters": {{parameters.GetRawText()}} }""");
            var options = RotaryOptionsFile.Read(new ConfigurationReader(wrapped.RootElement, "rope.json"));
            var frequencies = RotaryFrequencies.Compute(options, 16);
            var expected = item.GetProperty("inv_freq").EnumerateArray().Select(f => f.GetSingle()).ToArray();
            Assert.Equal(expected.Length, frequencies.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                // The reference takes the power and the divisions in float32: a handful of roundings of 6e-8 each.
                Assert.Equal(expected[i], frequencies[i], 4e-7 * expected[i]);
            }
        }

        Assert.True(checkedCases >= 4, $"only {checkedCases} cases");
    }
}
