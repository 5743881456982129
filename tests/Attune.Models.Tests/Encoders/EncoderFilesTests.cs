using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>Folders of encoders: written, read again, and wrong.</summary>
public class EncoderFilesTests
{
    private static readonly PackedTokens Texts = PackedTokens.Pack([[2, 7, 9, 3], [2, 30, 3]]);

    private static EncoderConfiguration Tiny { get; } = new()
    {
        Architecture = "BertForSequenceClassification",
        VocabularySize = 40,
        HiddenSize = 16,
        EmbeddingSize = 16,
        IntermediateSize = 24,
        LayerCount = 2,
        HeadCount = 4,
        MaxPositions = 12,
        TokenTypeCount = 2,
        InitializerRange = 0.3,
        PadTokenId = 0,
    };

    public static TheoryData<string> Names => GoldenEncoder.Names;

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void A_saved_model_is_loaded_again(string name)
    {
        using var golden = new GoldenEncoder(name);
        foreach (var head in new[] { "base", "sequence-classification", "token-classification", "masked-lm" })
        {
            using var folder = new TemporaryFolder();
            var model = golden.Load(head);
            EncoderModel.Save(model, folder.Path);
            var loaded = EncoderModel.Load(folder.Path, new CpuBackend(1));
            Assert.Equal(model.Configuration, loaded.Configuration);
            Assert.Equal(model.Parameters.Select(p => p.Name), loaded.Parameters.Select(p => p.Name));
            for (var i = 0; i < model.Parameters.Count; i++)
                Assert.Equal(model.Parameters[i].Value.ToArray(), loaded.Parameters[i].Value.ToArray());
            using var stored = SafetensorsFile.Open(Path.Combine(golden.Folder(head), "model.safetensors"));
            Assert.Equal(stored.Tensors.Keys.Order(StringComparer.Ordinal), model.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal));
        }
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void A_new_head_takes_the_encoder_of_any_folder(string name)
    {
        using var golden = new GoldenEncoder(name);
        var labels = new LabelOptions { Names = ["no", "yes", "perhaps"] };
        foreach (var head in new[] { "base", "token-classification", "masked-lm" })
        {
            var before = golden.Load(head);
            var after = EncoderModel.LoadWithNewHead(golden.Folder(head), EncoderTask.SequenceClassification, labels, new CpuBackend(1), seed: 3);
            Assert.Equal(before.Hidden(golden.Batch()).ToArray(), after.Hidden(golden.Batch()).ToArray());
            Assert.Equal(3 * 3, after.Logits(golden.Batch()).Shape.ElementCount);
            Assert.Equal(labels, after.Configuration.Labels);
        }
    }

    [Fact]
    public void A_pooler_is_kept_where_the_new_head_is_built_on_it()
    {
        using var folder = new TemporaryFolder();
        var before = EncoderModel.Initialize(Tiny with { Architecture = "BertModel" }, new CpuBackend(1), seed: 5);
        EncoderModel.Save(before, folder.Path);
        var after = EncoderModel.LoadWithNewHead(folder.Path, EncoderTask.SequenceClassification, null, new CpuBackend(1), seed: 6);
        Assert.Equal(Value(before, "pooler.dense.weight"), Value(after, "bert.pooler.dense.weight"));
    }

    [Fact]
    public void Older_names_of_norms_are_found()
    {
        using var folder = new TemporaryFolder();
        var model = EncoderModel.Initialize(Tiny, new CpuBackend(1), seed: 5);
        EncoderModel.Save(model, folder.Path);
        var tensors = model.Parameters.Select(p => SafetensorsTensor.From(
            p.Name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
                .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal),
            p.Value)).ToList();
        Assert.Contains(tensors, t => t.Name == "bert.embeddings.LayerNorm.gamma");
        SafetensorsFile.Write(folder.File("model.safetensors"), tensors);
        Assert.Equal(model.Logits(Texts).ToArray(), EncoderModel.Load(folder.Path, new CpuBackend(1)).Logits(Texts).ToArray());
    }

    [Fact]
    public void Missing_and_unexpected_tensors_are_one_error()
    {
        using var folder = new TemporaryFolder();
        var model = EncoderModel.Initialize(Tiny, new CpuBackend(1), seed: 5);
        EncoderModel.Save(model, folder.Path);
        SafetensorsFile.Write(
            folder.File("model.safetensors"),
            model.Parameters.Where(p => p.Name != "classifier.bias").Select(p => SafetensorsTensor.From(p.Name, p.Value))
                .Append(SafetensorsTensor.From("surplus", [1], new float[1])));
        var error = Assert.Throws<AttuneException>(() => EncoderModel.Load(folder.Path, new CpuBackend(1)));
        Assert.Equal("ATT4106", error.Code);
        Assert.Contains("missing 'classifier.bias'; unexpected 'surplus'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_the_model_cannot_take_are_named()
    {
        var model = EncoderModel.Initialize(Tiny, new CpuBackend(1), seed: 5);
        Assert.Equal("ATT4140", Code(() => model.Hidden(PackedTokens.Pack([[2, 3], new int[13]]))));
        Assert.Equal("ATT4141", Code(() => model.Hidden(Texts with { TokenTypes = [0, 0, 0, 2, 0, 0, 0] })));
        Assert.Equal("ATT4141", Code(() => model.Hidden(Texts with { TokenTypes = [0] })));
        Assert.Equal("ATT4142", Code(() => model.Embed(Texts, Pooling.Pooler)));
        Assert.Throws<InvalidOperationException>(() => model.MaskedLanguageLoss(Texts, [0, 0, 0, 0, 0, 0, 0]));

        static string Code(Action action) => Assert.Throws<AttuneException>(action).Code;
    }

    /// <summary>Two positions of RoBERTa are taken by its padding; padding tokens inside of a text are not counted.</summary>
    [Fact]
    public void Positions_behind_padding()
    {
        var model = EncoderModel.Initialize(
            Tiny with { Architecture = "RobertaModel", PadTokenId = 1, TokenTypeCount = 1 }, new CpuBackend(1), seed: 5);
        model.Hidden(PackedTokens.Pack([[0, .. Enumerable.Repeat(7, 9)]]));
        var error = Assert.Throws<AttuneException>(() => model.Hidden(PackedTokens.Pack([[0, .. Enumerable.Repeat(7, 10)]])));
        Assert.Contains("has 11 tokens, the model takes 10", error.Message, StringComparison.Ordinal);
        Assert.Equal([2, 3, 1, 4, 2], EncoderPositions.BehindPadding.Of(
            new EncoderPass(PackedTokens.Pack([[0, 7, 1, 2], [0]]), null, null), model.Configuration));
    }

    [Fact]
    public void Dropout_works_while_there_is_a_seed_and_depends_on_it()
    {
        var model = EncoderModel.Initialize(
            Tiny with { Dropout = new EncoderDropout { Hidden = 0.5, Classifier = 0.5 } }, new CpuBackend(1), seed: 5);
        float[] plain = model.Logits(Texts).ToArray();
        model.DropoutSeed = 1;
        float[] one = model.Logits(Texts).ToArray();
        Assert.NotEqual(plain, one);
        Assert.Equal(one, model.Logits(Texts).ToArray());
        model.DropoutSeed = 2;
        Assert.NotEqual(one, model.Logits(Texts).ToArray());
        model.DropoutSeed = null;
        Assert.Equal(plain, model.Logits(Texts).ToArray());
    }

    private static float[] Value(IEncoderModel model, string name) => model.Parameters.Single(p => p.Name == name).Value.ToArray();
}
