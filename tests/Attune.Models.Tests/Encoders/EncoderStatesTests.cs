using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>Hidden states and poolings against the reference implementation's numbers.</summary>
public class EncoderStatesTests
{
    public static TheoryData<string> Names => GoldenEncoder.Names;

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void Hidden_states(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("base");
        model.Trace = new ForwardTrace();
        var hidden = model.Hidden(golden.Batch());
        Near.Absolute(golden.Real(golden.Floats("base.last_hidden_state")), hidden.ToArray(), GoldenEncoder.Outputs, "last");
        Assert.Equal(model.Configuration.LayerCount + 1, model.Trace.Hidden.Count);
        for (var k = 0; k < model.Trace.Hidden.Count; k++)
        {
            var expected = golden.Real(golden.Floats($"base.hidden_states.{k}"));
            Near.Absolute(expected, model.Trace.Hidden[k].ToArray(), GoldenEncoder.Outputs, $"layer {k}");
        }
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void Poolings(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("base");
        Compare("base.cls", Pooling.FirstToken);
        Compare("base.mean_pooled", Pooling.Mean);
        Compare("base.mean_pooled_normalized", Pooling.MeanNormalized);
        Compare("base.max_pooled", Pooling.Max);
        if (golden.Has("base.pooler_output"))
            Compare("base.pooler_output", Pooling.Pooler);
        else
            Assert.Equal("ATT4142", Assert.Throws<AttuneException>(() => model.Embed(golden.Batch(), Pooling.Pooler)).Code);

        void Compare(string tensor, Pooling pooling) =>
            Near.Absolute(golden.Floats(tensor), model.Embed(golden.Batch(), pooling).ToArray(), GoldenEncoder.Outputs, tensor);
    }

    /// <summary>To the last bit: nothing of a text depends on its neighbours.</summary>
    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void A_text_is_the_same_alone_and_among_others(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("base");
        var together = golden.Batch();
        float[] all = model.Hidden(together).ToArray();
        var width = model.Configuration.HiddenSize;
        for (var d = 0; d < together.DocumentStarts.Length; d++)
        {
            var start = together.DocumentStarts[d];
            var end = d + 1 < together.DocumentStarts.Length ? together.DocumentStarts[d + 1] : together.TokenIds.Length;
            var alone = PackedTokens.Pack([together.TokenIds[start..end]]) with { TokenTypes = together.TokenTypes?[start..end] };
            Assert.Equal(all[(start * width)..(end * width)], model.Hidden(alone).ToArray());
        }
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void The_float64_backend_agrees(string name)
    {
        using var golden = new GoldenEncoder(name);
        var hidden = golden.Load("base", new ReferenceBackend()).Hidden(golden.Batch());
        Near.Absolute(golden.Real(golden.Floats("base.last_hidden_state")), hidden.ToArray(), GoldenEncoder.Outputs, "last");
    }
}
