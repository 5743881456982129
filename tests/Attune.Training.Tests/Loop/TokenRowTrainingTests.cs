using Attune.Models;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Loop;

/// <summary>Training an adapter with the rows of some tokens.</summary>
public class TokenRowTrainingTests
{
    private static readonly int[] Trained = [40, 5];

    [Fact]
    public void Only_the_rows_change_and_all_of_them_with_the_same_bits_for_any_number_of_threads()
    {
        var plain = TinyModel.Create();
        var (model, adapter) = TinyModel.WithRows(1, Trained);
        var (other, otherAdapter) = TinyModel.WithRows(3, Trained);
        Run(model);
        Run(other);
        Assert.Equal(TinyModel.Weights(model), TinyModel.Weights(other));

        adapter.Merge();
        otherAdapter.Merge();
        foreach (var (before, after) in new[] { (plain.Embedding.Weight, model.Embedding.Weight), (plain.HeadLayer!.Weight, model.HeadLayer!.Weight) })
        {
            for (int id = 0; id < TinyModel.Vocabulary; id++)
            {
                bool same = Row(before, id).AsSpan().SequenceEqual(Row(after, id));
                Assert.Equal(!Trained.Contains(id), same);
            }
        }
    }

    [Fact]
    public void Optimizer_state_is_for_the_rows_alone()
    {
        var (model, adapter) = TinyModel.WithRows(1, Trained);
        var without = TinyModel.WithAdapter();
        long difference = StepCost.For(model, 64, 10).OptimizerBytes - StepCost.For(without, 64, 10).OptimizerBytes;
        Assert.Equal(2 * sizeof(float) * (2 * Trained.Length * 16), difference);
        Assert.Equal(2, adapter.Parameters.Count(parameter => parameter.Name.EndsWith("trainable_tokens_delta", StringComparison.Ordinal)));
    }

    private static void Run(ICausalLanguageModel model) => SupervisedFineTuning.Run(
        model, TinyModel.Rows(20), [], new TrainingOptions { MaxSteps = 12, Epochs = 10, BatchSize = 4, MicroBatchTokens = 30 },
        new AdamWOptions { LearningRate = 1e-2 }, new ConstantSchedule(Warmup.Fraction(0)));

    private static float[] Row(Parameter matrix, int id) => matrix.Value.ToArray()[(id * 16)..((id + 1) * 16)];
}
