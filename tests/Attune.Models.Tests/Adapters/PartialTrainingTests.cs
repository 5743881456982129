namespace Attune.Models.Tests.Adapters;

public class PartialTrainingTests
{
    [Fact]
    public void The_last_blocks_and_what_expressions_name_are_trained()
    {
        var model = TinyAdapters.NewModel(biases: false);
        PartialTraining.Apply(model, new PartialTrainingOptions { LastLayers = 1, Train = [@"model\.norm\..*"], Freeze = [@".*\.mlp\..*"] });
        var trained = model.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Name).ToList();
        Assert.All(trained, name => Assert.True(name == "model.norm.weight" || name.StartsWith("model.layers.1.", StringComparison.Ordinal), name));
        Assert.Contains("model.norm.weight", trained);
        Assert.Contains("model.layers.1.self_attn.q_proj.weight", trained);
        Assert.DoesNotContain("model.layers.1.mlp.up_proj.weight", trained);
        Assert.Equal(7, trained.Count); // four matrices of attention, two norms, the last norm

        PartialTraining.Apply(model, new PartialTrainingOptions { Freeze = ["model.embed_tokens.weight"] });
        Assert.Equal(["model.embed_tokens.weight"], model.Parameters.Where(parameter => !parameter.Trainable).Select(parameter => parameter.Name));
    }

    public static TheoryData<PartialTrainingOptions, string> Wrong => new()
    {
        { new PartialTrainingOptions { LastLayers = 3 }, "ATT4153" },
        { new PartialTrainingOptions { LastLayers = -1 }, "ATT4153" },
        { new PartialTrainingOptions { Freeze = [".*"] }, "ATT4153" },
        { new PartialTrainingOptions { Freeze = ["("] }, "ATT4153" },
        { new PartialTrainingOptions { Train = ["lm_head"] }, "ATT4152" }, // the parameter is lm_head.weight
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_settings_are_told(PartialTrainingOptions options, string code)
    {
        var model = TinyAdapters.NewModel();
        Assert.Equal(code, Assert.Throws<AttuneException>(() => PartialTraining.Apply(model, options)).Code);
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
    }
}
