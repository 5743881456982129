using System.Text.Json;
using Attune.Tensors;
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

    /// <summary>
    /// A share of 3 channels has the frequencies theta^0 and theta^(-2/3), whose two pairs are the channels 0 with 2 and 1 with 3:
    /// transformers' GPT-NeoX and Phi-3 take the channels of their table, and its Phi fails.
    /// </summary>
    [Theory]
    [InlineData("GPTNeoXForCausalLM", "rotary_pct")]
    [InlineData("Phi3ForCausalLM", "partial_rotary_factor")]
    public void An_odd_count_rotates_one_channel_more(string architecture, string key)
    {
        var c = Read(architecture, key, 0.375);
        Assert.Equal((3, 4), (c.Rotary.Dimensions(c.HeadDimension), c.Rotary.Rotated(c.HeadDimension)));
        var frequencies = RotaryFrequencies.Compute(c.Rotary with { Theta = 1000 }, new RotaryContext(1000, 3, 16, 0));
        Assert.Equal([1, 0.01f], frequencies.Select(frequency => MathF.Round(frequency, 6)));

        using var backend = new CpuBackend(1);
        var x = Tensor.From(backend, new Shape(2, 8), [.. Enumerable.Range(1, 16).Select(value => (float)value)]);
        var table = new RotaryTable(4, [new RotaryRange(frequencies, 16)], 1);
        float[] rotated = x.RotaryEmbedding(table, [0, 5], heads: 1).ToArray();
        Assert.Equal(x.ToArray()[..8], rotated[..8]);
        for (int pair = 0; pair < 2; pair++)
        {
            double angle = 5 * (pair == 0 ? 1 : 0.01), first = 9 + pair, second = 11 + pair;
            Assert.Equal((first * Math.Cos(angle)) - (second * Math.Sin(angle)), rotated[8 + pair], 1e-5);
            Assert.Equal((second * Math.Cos(angle)) + (first * Math.Sin(angle)), rotated[10 + pair], 1e-5);
        }

        Assert.Equal([13, 14, 15, 16], rotated[12..]);
    }

    [Theory]
    [InlineData("PhiForCausalLM", "partial_rotary_factor", 0.375)]
    [InlineData("GPTNeoXForCausalLM", "rotary_pct", 0.1)]
    public void What_the_reference_library_cannot_rotate_is_refused(string architecture, string key, double share)
    {
        var error = Assert.Throws<AttuneException>(() => Read(architecture, key, share));
        Assert.Equal("ATT4103", error.Code);
    }

    /// <summary>Of heads of 7 channels, 7 cannot become 8.</summary>
    [Fact]
    public void One_more_than_a_head_has_is_refused() =>
        Assert.Equal("ATT4103", Assert.Throws<AttuneException>(() => Read("GPTNeoXForCausalLM", "rotary_pct", 1, hidden: 7)).Code);

    private static ModelConfiguration Read(string architecture, string key, double share, int hidden = 8)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), FormattableString.Invariant($$"""
            {"architectures": ["{{architecture}}"], "vocab_size": 8, "hidden_size": {{hidden}}, "num_attention_heads": 1, "{{key}}": {{share}},
             "max_position_embeddings": 16}
            """));
        return ModelConfigurationFile.Read(folder.File("config.json"));
    }
}
