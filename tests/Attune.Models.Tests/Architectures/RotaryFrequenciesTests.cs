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
            checkedCases++;
            var parameters = item.GetProperty("rope_parameters").GetRawText();
            using var wrapped = JsonDocument.Parse($$"""{"rope_parameters": {{parameters}}, "max_position_embeddings": 256 }""");
            var options = RotaryKeys.Read(new ConfigurationReader(wrapped.RootElement, "rope.json"), RotaryNames.Common with { DefaultShare = 1 });
            var length = item.GetProperty("sequence_length") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : 0;
            var context = new RotaryContext(options.Theta, options.Dimensions(16), 256, length);
            var frequencies = RotaryFrequencies.Compute(options, context);
            Assert.Equal(item.GetProperty("attention_factor").GetDouble(), options.Scaling?.AttentionFactor(context) ?? 1, 1e-12);
            var expected = item.GetProperty("inv_freq").EnumerateArray().Select(f => f.GetSingle()).ToArray();
            Assert.Equal(expected.Length, frequencies.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                // The reference takes the power and the divisions in float32: a handful of roundings of 6e-8 each.
                Assert.Equal(expected[i], frequencies[i], 4e-7 * expected[i]);
            }
        }

        Assert.Equal(18, checkedCases);
    }
}
