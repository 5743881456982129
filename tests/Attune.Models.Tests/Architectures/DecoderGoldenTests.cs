using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

/// <summary>Every family against the reference implementation's numbers.</summary>
public class DecoderGoldenTests
{
    private const string Golden = "golden/models/llama";

    /// <summary>Norms of gradients that are zero but for rounding (key biases that no rotation touches).</summary>
    private const double RoundingOfNothing = 1e-7;

    public static TheoryData<string> Names => [.. GoldenModel.Names];

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void Hidden_states_and_logits(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        golden.Model.Trace = new ForwardTrace();
        var hidden = golden.Model.Hidden(golden.Batch());
        var between = golden.Model.Trace.Hidden;
        Assert.Equal(golden.Model.Configuration.LayerCount + 1, between.Count);
        for (var i = 0; i < between.Count; i++)
            Near.Absolute(golden.Tensors.ReadArray($"hidden.{i}"), between[i].ToArray(), Near.Logits, $"hidden {i}");
        Near.Absolute(golden.Tensors.ReadArray("last_hidden_state"), hidden.ToArray(), Near.Logits, "last hidden state");
        var logits = golden.Model.Logits(hidden);
        Near.Absolute(golden.Tensors.ReadArray("logits"), logits.ToArray(), Near.Logits, "logits");
        Near.Absolute(golden.Tensors.ReadArray("logprobs"), golden.LogProbabilities(logits), Near.Logits, "log-probabilities");
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        var (rows, targets) = golden.Supervised();
        Assert.Equal(golden.Json.GetProperty("batch").GetProperty("supervised_tokens").GetInt32(), rows.Length);
        var loss = golden.Model.CrossEntropy(golden.Model.Hidden(golden.Batch()), rows, targets, rows.Length);
        Assert.Equal(golden.Json.GetProperty("loss").GetDouble(), loss.Item(), Near.Loss);

        loss.Backward();
        var norms = golden.Json.GetProperty("grad_norms");
        var total = 0.0;
        Assert.Equal(
            norms.EnumerateObject().Select(norm => norm.Name).Order(StringComparer.Ordinal),
            golden.Model.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        foreach (var parameter in golden.Model.Parameters)
        {
            var gradient = parameter.Value.Gradient!.ToArray();
            var expected = norms.GetProperty(parameter.Name).GetDouble();
            var squares = gradient.Sum(g => (double)g * g);
            total += squares;
            Assert.Equal(expected, Math.Sqrt(squares), Math.Max(Near.Gradient * expected, RoundingOfNothing));
            if (golden.Tensors.Tensors.ContainsKey("grad." + parameter.Name))
                Near.Relative(golden.Tensors.ReadArray("grad." + parameter.Name), AsStored(parameter, gradient), Near.Gradient, parameter.Name);
        }

        var norm = golden.Json.GetProperty("grad_norm").GetDouble();
        Assert.Equal(norm, Math.Sqrt(total), Near.Gradient * norm);
    }

    [SharedTheory(Golden)]
    [InlineData("mixtral", 2)]
    [InlineData("qwen2_moe", 2)]
    public void Routers_and_the_loss_of_uneven_routing(string name, int sparse)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        var trace = golden.Model.Trace = new ForwardTrace();
        var (rows, targets) = golden.Supervised();
        var loss = golden.Model.CrossEntropy(golden.Model.Hidden(golden.Batch()), rows, targets, rows.Length);
        Assert.Equal(sparse, trace.Routes.Count);
        for (var i = 0; i < sparse; i++)
            Near.Absolute(golden.Tensors.ReadArray($"router_logits.{i}"), trace.Routes[i].Logits.ToArray(), Near.Logits, $"router {i}");
        var router = golden.Json.GetProperty("router");
        var balance = RouterBalance.Loss(trace);
        Assert.Equal(router.GetProperty("aux_loss").GetDouble(), balance.Item(), Near.Loss);
        var weight = golden.Model.Configuration.Mixture!.BalanceWeight;
        Assert.Equal(router.GetProperty("loss_with_aux").GetDouble(), loss.Add(balance.Scale(weight)).Item(), Near.Loss);
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void A_saved_model_is_the_file_it_came_from(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(1));
        using var folder = new TemporaryFolder();
        Model.Save(golden.Model, folder.Path, golden.Model.Configuration.StorageType);
        using var saved = SafetensorsFile.Open(folder.File("model.safetensors"));
        using var original = SafetensorsFolder.Open(golden.Folder);
        Assert.Equal(original.FileOf.Keys.Order(StringComparer.Ordinal), saved.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (tensor, file) in original.FileOf)
        {
            Assert.Equal(file.Tensors[tensor].Dimensions, saved.Tensors[tensor].Dimensions);
            Assert.Equal(file.Tensors[tensor].Type, saved.Tensors[tensor].Type);
            Assert.Equal(file.ReadArray(tensor), saved.ReadArray(tensor));
        }
    }

    /// <summary>Files of the model without its head leave out the first part of names; old ones hold masks.</summary>
    [SharedTheory(Golden)]
    [InlineData("gpt2", "transformer.", "h.0.attn.bias")]
    [InlineData("gpt_neox", "gpt_neox.", "layers.1.attention.masked_bias")]
    [InlineData("qwen2", "model.", "layers.0.self_attn.rotary_emb.inv_freq")]
    public void Names_without_their_first_part_are_found(string name, string prefix, string constant)
    {
        using var golden = new GoldenModel(name, new CpuBackend(1));
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(golden.Folder, "config.json"), folder.File("config.json"));
        using (var original = SafetensorsFolder.Open(golden.Folder))
        {
            SafetensorsFile.Write(folder.File("model.safetensors"), original.FileOf.Select(pair => SafetensorsTensor.From(
                pair.Key.StartsWith(prefix, StringComparison.Ordinal) ? pair.Key[prefix.Length..] : pair.Key,
                [.. pair.Value.Tensors[pair.Key].Dimensions.Select(d => (int)d)], pair.Value.ReadArray(pair.Key)))
                .Append(SafetensorsTensor.From(constant, [1, 1, 2, 2], new float[4])));
        }

        var loaded = Model.Load(folder.Path, new CpuBackend(1));
        Assert.Equal(golden.Model.Parameters.Select(p => p.Name), loaded.Parameters.Select(p => p.Name));
        Assert.All(golden.Model.Parameters.Zip(loaded.Parameters), pair => Assert.Equal(pair.First.Value.ToArray(), pair.Second.Value.ToArray()));
    }

    private static float[] AsStored(Parameter parameter, float[] values) =>
        parameter.StoredTransposed ? AdapterWeights.Transpose<float>(values, parameter.Shape[0], parameter.Shape[1]) : values;

    [SharedFact(Golden)]
    public void Packed_documents_do_not_see_each_other()
    {
        using var golden = new GoldenModel("llama", new CpuBackend(2));
        var packing = golden.Json.GetProperty("packing");
        var ids = GoldenModel.Ints(packing.GetProperty("input_ids"));
        var positions = GoldenModel.Ints(packing.GetProperty("position_ids"));
        var starts = Enumerable.Range(0, ids.Length).Where(i => positions[i] == 0).ToArray();
        Assert.Equal(2, starts.Length);
        var logits = golden.Model.Logits(golden.Model.Hidden(new PackedTokens(ids, positions, starts))).ToArray();
        Near.Absolute(golden.Tensors.ReadArray("packed.logits"), logits, Near.Logits, "packed logits");
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void The_float64_backend_agrees(string name)
    {
        using var golden = new GoldenModel(name, new ReferenceBackend());
        var logits = golden.Model.Logits(golden.Model.Hidden(golden.Batch())).ToArray();
        Near.Absolute(golden.Tensors.ReadArray("logits"), logits, Near.Logits, "logits");
    }

    [SharedFact(Golden)]
    public void Frozen_parameters_get_no_gradient()
    {
        using var golden = new GoldenModel("llama", new CpuBackend(1));
        foreach (var parameter in golden.Model.Parameters)
            parameter.Trainable = parameter.Name.Contains("layers.1.mlp", StringComparison.Ordinal);
        var (rows, targets) = golden.Supervised();
        golden.Model.CrossEntropy(golden.Model.Hidden(golden.Batch()), rows, targets, rows.Length).Backward();
        foreach (var parameter in golden.Model.Parameters)
            Assert.Equal(parameter.Trainable, parameter.Value.Gradient is not null);
    }
}
