using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Rows of single tokens trained beside an adapter, and PEFT's files of them.</summary>
public class TokenRowsTests
{
    private const string Prefix = "base_model.model.";
    private const string EmbeddingRows = Prefix + "model.embed_tokens.token_adapter.trainable_tokens_delta";
    private const string HeadRows = Prefix + "lm_head.token_adapter.trainable_tokens_delta";

    private static readonly int[] Ids = [3, 9, 2, 39, 7, 39];
    private static readonly int[] Trained = [39, 7];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_rows_get_gradients_and_they_are_those_of_training_all(bool tied)
    {
        var whole = NewModel(tied);
        foreach (var parameter in whole.Parameters)
            parameter.Trainable = parameter == whole.Embedding.Weight || parameter == whole.HeadLayer?.Weight;
        Loss(whole).Backward();

        var model = NewModel(tied);
        var adapter = Adapter.Attach(model, Options(tied), seed: 2);
        Assert.Equal(Hidden(whole), Hidden(model));
        Loss(model).Backward();
        Assert.Equal(adapter.Parameters, model.Parameters.Where(parameter => parameter.Trainable));
        Assert.All(model.Parameters, parameter => Assert.Equal(parameter.Trainable, parameter.Value.Gradient is not null));
        Assert.Equal(Rows(whole.Embedding.Weight.Value.Gradient!, Trained), model.Embedding.Rows!.Values.Value.Gradient!.ToArray());
        if (!tied)
            Assert.Equal(Rows(whole.HeadLayer!.Weight.Value.Gradient!, Trained), model.HeadLayer!.Rows!.Values.Value.Gradient!.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_saved_adapter_comes_back_merges_and_leaves(bool tied)
    {
        using var folder = new TemporaryFolder();
        var model = NewModel(tied);
        var before = Logits(model);
        var adapter = Adapter.Attach(model, Options(tied), 2);
        Change(model);
        var changed = Logits(model);
        Assert.NotEqual(before, changed);
        adapter.Save(folder.Path, "base");

        using (var file = SafetensorsFile.Open(folder.File("adapter_model.safetensors")))
        {
            Assert.Equal("[2, 16]", file.Tensors[EmbeddingRows].DimensionsText);
            Assert.Equal(!tied, file.Tensors.ContainsKey(HeadRows));
            Assert.Equal(model.Embedding.Rows!.Values.Value.ToArray(), file.ReadArray(EmbeddingRows));
        }

        var configuration = File.ReadAllText(folder.File("adapter_config.json")).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(
            tied ? "\"trainable_token_indices\":[39,7]" : "\"trainable_token_indices\":{\"embed_tokens\":[39,7],\"lm_head\":[39,7]}",
            configuration, StringComparison.Ordinal);

        var other = NewModel(tied);
        var loaded = Adapter.Load(other, folder.Path);
        Assert.Equal(changed, Logits(other));
        loaded.Detach();
        Assert.Equal(before, Logits(other));
        loaded = Adapter.Load(other, folder.Path);
        loaded.Merge();
        Assert.Equal(changed, Logits(other)); // B is zero: merging adds nothing but the rows
        var plain = NewModel(tied).Embedding.Weight.Value.ToArray();
        var merged = other.Embedding.Weight.Value.ToArray();
        for (var id = 0; id < 40; id++)
            Assert.Equal(!Trained.Contains(id), plain.AsSpan(id * 16, 16).SequenceEqual(merged.AsSpan(id * 16, 16)));
        Model.Save(other, folder.File("merged"));
    }

    [Fact]
    public void Copies_that_PEFT_saves_of_a_resized_vocabulary_are_the_model_s()
    {
        using var folder = new TemporaryFolder();
        var model = NewModel(tied: false);
        Adapter.Attach(model, Options(tied: false), 2).Save(folder.Path);
        List<SafetensorsTensor> tensors = [];
        const string name = Prefix + "model.embed_tokens.token_adapter.base_layer.weight";
        var copy = new float[40 * 16];
        Array.Fill(copy, 0.25f);
        using (var file = SafetensorsFile.Open(folder.File("adapter_model.safetensors")))
        {
            foreach (var entry in file.Tensors.Values)
                tensors.Add(SafetensorsTensor.From(entry.Name, [.. entry.Dimensions.Select(size => (int)size)], file.ReadArray(entry.Name)));
        }

        SafetensorsFile.Write(
            folder.File("adapter_model.safetensors"), [.. tensors, SafetensorsTensor.From(name, [40, 16], copy)]);
        var other = NewModel(tied: false);
        var before = Logits(other);
        var adapter = Adapter.Load(other, folder.Path);
        Assert.Equal(0.25f, other.Embedding.Weight.Value.ToArray()[0]);
        adapter.Detach();
        Assert.Equal(before, Logits(other));

        Array.Resize(ref copy, 41 * 16);
        SafetensorsFile.Write(
            folder.File("adapter_model.safetensors"), [.. tensors, SafetensorsTensor.From(name, [41, 16], copy)]);
        var mistake = Assert.Throws<AttuneException>(() => Adapter.Load(other, folder.Path));
        Assert.Equal("ATT4172", mistake.Code);
        Assert.Contains("[41, 16]", mistake.Fact, StringComparison.Ordinal);
        Assert.Equal(before, Logits(other));
    }

    public static TheoryData<LoraOptions, string> Wrong => new()
    {
        { Options(true) with { TrainedTokens = [new(null, [40])] }, "ATT4172" },
        { Options(true) with { TrainedTokens = [new("lm_head", [4])] }, "ATT4152" },
        { Options(true) with { TrainedTokens = [new("q_proj", [4])] }, "ATT4152" },
        { Options(true) with { TrainedTokens = [new(null, [4, 4])] }, "ATT4153" },
        { Options(true) with { TrainedTokens = [new(null, [])] }, "ATT4153" },
        { Options(true) with { TrainedTokens = [new(null, [4]), new("embed_tokens", [5])] }, "ATT4174" },
        { Options(true) with { Targets = ["embed_tokens"] }, "ATT4174" },
        { Options(true) with { ModulesToSave = ["embed_tokens"] }, "ATT4174" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_would_be_lost_is_refused_and_leaves_the_model_alone(LoraOptions options, string code)
    {
        var model = NewModel(tied: true);
        Assert.Equal(code, Assert.Throws<AttuneException>(() => Adapter.Attach(model, options, 1)).Code);
        Assert.Equal(code, Assert.Throws<AttuneException>(() => ModelPlan.For(model.Configuration, options)).Code);
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
        Assert.Null(model.Embedding.Rows);
    }

    [Fact]
    public void The_plan_counts_the_rows()
    {
        var plain = ModelPlan.For(ModelFilesTests.Tiny, Options(false) with { TrainedTokens = [] });
        var rows = ModelPlan.For(ModelFilesTests.Tiny, Options(false));
        Assert.Equal(plain.TrainableParameters + (2 * 2 * 16), rows.TrainableParameters);
    }

    private static LoraOptions Options(bool tied) => new(4, 8, 0, ["q_proj"])
    {
        TrainedTokens = tied ? [new(null, Trained)] : [new("embed_tokens", Trained), new("lm_head", Trained)],
    };

    private static ICausalLanguageModel NewModel(bool tied) =>
        Model.Initialize(ModelFilesTests.Tiny with { TieWordEmbeddings = tied, InitializerRange = 0.3 }, new CpuBackend(1), 5);

    private static void Change(ICausalLanguageModel model)
    {
        foreach (var layer in new[] { model.Embedding.Rows, model.HeadLayer?.Rows }.OfType<TokenRows>())
        {
            var values = layer.Values.Value.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] = (i % 7 / 4f) - 0.7f;
        }
    }

    private static Tensor Loss(ICausalLanguageModel model) =>
        model.Hidden(PackedTokens.Pack([Ids])).SoftmaxCrossEntropy(model.Head, [0, 1, 2, 3, 4], [9, 2, 39, 7, 39], 5);

    private static float[] Rows(Tensor matrix, int[] ids) => [.. ids.SelectMany(id => matrix.ToArray()[(id * 16)..((id + 1) * 16)])];

    private static float[] Hidden(ICausalLanguageModel model) => model.Hidden(PackedTokens.Pack([Ids])).ToArray();

    private static float[] Logits(ICausalLanguageModel model) => model.Logits(model.Hidden(PackedTokens.Pack([Ids]))).ToArray();
}
