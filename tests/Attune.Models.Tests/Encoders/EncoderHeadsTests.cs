using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>Logits, losses and gradients of all heads against the reference implementation's numbers.</summary>
public class EncoderHeadsTests
{
    public static TheoryData<string> Names => GoldenEncoder.Names;

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void One_label_of_a_text(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("sequence-classification");
        Assert.Equal(LabelProblem.SingleLabel, model.Configuration.Labels.Problem);
        Assert.Equal(["L0", "L1", "L2"], model.Configuration.Labels.Names);
        Check(
            golden, model, "single_label_classification", golden.Floats("single_label_classification.logits"),
            m => m.SingleLabelLoss(golden.Batch(), golden.Ints("single_label_classification.labels")));
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void Several_labels_of_a_text(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("sequence-classification-multi");
        Assert.Equal(LabelProblem.MultiLabel, model.Configuration.Labels.Problem);
        Check(
            golden, model, "multi_label_classification", golden.Floats("multi_label_classification.logits"),
            m => m.MultiLabelLoss(golden.Batch(), golden.Floats("multi_label_classification.labels")));
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void A_number_for_a_text(string name)
    {
        using var golden = new GoldenEncoder(name);
        var model = golden.Load("sequence-classification-regression");
        Assert.Equal(LabelProblem.Regression, model.Configuration.Labels.Problem);
        Check(
            golden, model, "regression", golden.Floats("regression.logits"),
            m => m.RegressionLoss(golden.Batch(), golden.Floats("regression.labels")));
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void A_label_for_each_token(string name)
    {
        using var golden = new GoldenEncoder(name);
        var labels = golden.Real(golden.Ints("token_classification.labels")).SelectMany(row => row).ToArray();
        Assert.Contains(EncoderLosses.NoLabel, labels);
        Check(
            golden, golden.Load("token-classification"), "token_classification", golden.Real(golden.Floats("token_classification.logits")),
            m => m.TokenLabelLoss(golden.Batch(), labels));
    }

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void Masked_tokens(string name)
    {
        using var golden = new GoldenEncoder(name);
        var labels = golden.Real(golden.Ints("masked_lm.labels")).SelectMany(row => row).ToArray();
        var batch = golden.Batch(ids: "masked_lm.input_ids");
        Check(
            golden, golden.Load("masked-lm"), "masked_lm", golden.Real(golden.Floats("masked_lm.logits")),
            m => m.MaskedLanguageLoss(batch, labels), batch);
    }

    private static void Check(
        GoldenEncoder golden, IEncoderModel model, string head, float[] logits, Func<IEncoderModel, Tensor> lossOf, PackedTokens? batch = null)
    {
        Near.Absolute(logits, model.Logits(batch ?? golden.Batch()).ToArray(), GoldenEncoder.Outputs, "logits");
        var expected = golden.Json.GetProperty("heads").GetProperty(head);
        var loss = lossOf(model);
        var expectedLoss = expected.GetProperty("loss").GetDouble();
        Assert.Equal(expectedLoss, loss.Item(), GoldenEncoder.Outputs * Math.Max(1, expectedLoss));

        loss.Backward();
        var norm = Math.Sqrt(model.Parameters.Sum(p => p.Value.Gradient is { } g ? g.ToArray().Sum(x => (double)x * x) : 0));
        var expectedNorm = expected.GetProperty("grad_norm").GetDouble();
        Assert.Equal(expectedNorm, norm, GoldenEncoder.Gradients * expectedNorm);
        foreach (var parameter in expected.GetProperty("gradients").EnumerateArray().Select(item => item.GetString()!))
        {
            var gradient = model.Parameters.Single(p => p.Name == parameter).Value.Gradient!.ToArray();
            Near.Relative(golden.Floats($"{head}.grad.{parameter}"), gradient, GoldenEncoder.Gradients, parameter);
        }
    }
}
