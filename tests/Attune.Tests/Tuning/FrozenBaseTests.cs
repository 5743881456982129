using Attune.Artifacts;
using Attune.Evaluating;
using Attune.Models;
using Attune.Tensors;
using Attune.Tests.Preparation;
using Attune.Tuning;

namespace Attune.Tests.Tuning;

/// <summary>A base in fewer bits: loaded so for training, and for what was tuned on it.</summary>
public sealed class FrozenBaseTests
{
    private const string Row = """{"question":"How many?","note":"","answer":"Three."}""";

    [Theory]
    [InlineData(FrozenWeights.Nf4, "nf4", "NF4", false)]
    [InlineData(FrozenWeights.BFloat16, "bf16", "BF16", true)]
    public void The_tuned_model_runs_on_the_form_that_it_was_tuned_on(FrozenWeights weights, string name, string format, bool vocabularyToo)
    {
        using var recipe = new QuestionRecipe(Row) { FrozenBase = new FrozenBaseAttribute { Weights = weights } };
        using var prepared = recipe.Prepare();
        using var backend = new CpuBackend(1);
        var (model, adapter) = Tuner.LoadTrainable(prepared, backend);
        Assert.All(model.LinearLayers, layer => Assert.Equal(format, layer.Weight.Value.Stored?.Format));
        Assert.Equal(vocabularyToo ? format : null, model.Embedding.Weight.Value.Stored?.Format);
        Assert.All(model.Parameters.Where(parameter => parameter.Trainable), parameter => Assert.Contains("lora_", parameter.Name, StringComparison.Ordinal));
        foreach (var parameter in adapter!.Parameters.Where(parameter => parameter.Name.Contains("lora_B", StringComparison.Ordinal)))
            parameter.Value.AsSpan().Fill(0.01f);
        var expected = Logits(model);

        var folder = recipe.PathOf("tuned");
        Directory.CreateDirectory(folder);
        adapter.Save(folder, "base");
        var manifest = new ArtifactManifest
        {
            Recipe = "QuestionModel",
            Base = "base",
            Inputs = prepared.Inputs,
            Weights = "",
            WeightsFile = "adapter_model.safetensors",
            FrozenWeights = name,
            Steps = 1,
            FinalLoss = 0,
            TrainSeconds = 0,
            TrainedTokens = 0,
        };
        manifest.Write(folder);
        Assert.Equal(name, ArtifactManifest.TryRead(folder)!.FrozenWeights);
        Assert.Equal(expected, Logits(TunedWeights.Load(prepared.Base, new Artifact(folder, manifest), backend)));
        var error = Assert.Throws<AttuneException>(() => TunedWeights.Load(prepared.Base, new Artifact(folder, manifest with { FrozenWeights = "nf1" }), backend));
        Assert.Equal("ATT4129", error.Code);
    }

    [Fact]
    public void Another_form_is_another_artifact()
    {
        var hashes = new List<string>();
        foreach (var frozen in (FrozenBaseAttribute?[])[null, new(), new() { DoubleQuantization = false }, new() { Weights = FrozenWeights.Float16 }])
        {
            using var recipe = new QuestionRecipe(Row) { FrozenBase = frozen };
            using var prepared = recipe.Prepare();
            hashes.Add(prepared.Inputs.Combined);
        }

        Assert.Equal(4, hashes.Distinct().Count());
    }

    private static float[] Logits(ICausalLanguageModel model)
    {
        using var off = Gradients.Off();
        return model.Hidden(PackedTokens.Pack([[5, 6, 7]])).Linear(model.Head).ToArray();
    }
}
