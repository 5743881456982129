using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

/// <summary>Llama against the reference implementation's numbers.</summary>
public class LlamaGoldenTests
{
    private const string Golden = "golden/models/llama";

    public static TheoryData<string> Names => ["llama", "llama-tied", "llama-rope-scaled"];

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void Hidden_states_and_logits(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        var hidden = golden.Model.Hidden(golden.Batch());
        Near.Absolute(golden.Tensors.ReadArray("last_hidden_state"), hidden.ToArray(), Near.Logits, "last hidden state");
        Near.Absolute(golden.Tensors.ReadArray("logits"), hidden.Linear(golden.Model.Head).ToArray(), Near.Logits, "logits");
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        var (rows, targets) = golden.Supervised();
        Assert.Equal(golden.Json.GetProperty("batch").GetProperty("supervised_tokens").GetInt32(), rows.Length);
        var loss = golden.Model.Hidden(golden.Batch()).SoftmaxCrossEntropy(golden.Model.Head, rows, targets, rows.Length);
        Assert.Equal(golden.Json.GetProperty("loss").GetDouble(), loss.Item(), Near.Loss);

        loss.Backward();
        var norms = golden.Json.GetProperty("grad_norms");
        foreach (var parameter in golden.Model.Parameters)
        {
            var gradient = parameter.Value.Gradient!.ToArray();
            var expected = norms.GetProperty(parameter.Name).GetDouble();
            Assert.Equal(expected, Math.Sqrt(gradient.Sum(g => (double)g * g)), Near.Gradient * expected);
            if (golden.Tensors.Tensors.ContainsKey("grad." + parameter.Name))
                Near.Relative(golden.Tensors.ReadArray("grad." + parameter.Name), gradient, Near.Gradient, parameter.Name);
        }
    }

    [SharedFact(Golden)]
    public void Packed_documents_do_not_see_each_other()
    {
        using var golden = new GoldenModel("llama", new CpuBackend(2));
        var packing = golden.Json.GetProperty("packing");
        var ids = GoldenModel.Ints(packing.GetProperty("input_ids"));
        var positions = GoldenModel.Ints(packing.GetProperty("position_ids"));
        var starts = Enumerable.Range(0, ids.Length).Where(i => positions[i] == 0).ToArray();
        Assert.Equal(2, starts.Length);
        var logits = golden.Model.Hidden(new PackedTokens(ids, positions, starts)).Linear(golden.Model.Head).ToArray();
        Near.Absolute(golden.Tensors.ReadArray("packed.logits"), logits, Near.Logits, "packed logits");
    }

    [SharedFact(Golden)]
    public void The_float64_backend_agrees()
    {
        using var golden = new GoldenModel("llama", new ReferenceBackend());
        var logits = golden.Model.Hidden(golden.Batch()).Linear(golden.Model.Head).ToArray();
        Near.Absolute(golden.Tensors.ReadArray("logits"), logits, Near.Logits, "logits");
    }

    [SharedFact(Golden)]
    public void Frozen_parameters_get_no_gradient()
    {
        using var golden = new GoldenModel("llama", new CpuBackend(1));
        foreach (var parameter in golden.Model.Parameters)
            parameter.Trainable = parameter.Name.Contains("layers.1.mlp", StringComparison.Ordinal);
        var (rows, targets) = golden.Supervised();
        golden.Model.Hidden(golden.Batch()).SoftmaxCrossEntropy(golden.Model.Head, rows, targets, rows.Length).Backward();
        foreach (var parameter in golden.Model.Parameters)
            Assert.Equal(parameter.Trainable, parameter.Value.Gradient is not null);
    }
}
