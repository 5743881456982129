using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

public class GradCheckTests
{
    public static TheoryData<string> Names => [.. Cases.Select(static c => c.Name)];

    private static IReadOnlyList<OpCase> Cases { get; } =
    [
        .. OpCases.All(1), .. OpCases.All(5),
        OpCases.CausalAttention([1], 1, 1, 2), OpCases.CausalAttention([3, 1, 5], 2, 1, 3), OpCases.CausalAttention([6], 4, 2, 2),
        OpCases.CappedAttention([3, 6], 2, 1, 3, AttentionWindow.Causal, 0.8), OpCases.CappedAttention([7], 2, 2, 2, AttentionWindow.CausalWithin(3), 0.5),
        OpCases.WindowAttention([3, 1, 5], 2, 1, 3, AttentionWindow.Full), OpCases.WindowAttention([7, 2], 2, 2, 2, AttentionWindow.Around(2)),
        OpCases.WindowAttention([7, 2], 2, 1, 2, AttentionWindow.CausalWithin(3)), OpCases.DistanceAttention([4, 1, 3], 2, 3),
        OpCases.DisentangledCase([4, 1, 3], 2, 3, true, true), OpCases.DisentangledCase([8], 1, 2, true, false),
        OpCases.DisentangledCase([3, 2], 1, 2, false, true),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_differences(string name)
    {
        var (worst, where) = GradCheck.Run(Cases.Single(c => c.Name == name));
        Assert.True(worst <= 1, where);
    }

    [Fact]
    public void Every_op_is_in_the_table()
    {
        var seen = new HashSet<Type>();
        foreach (var op in Cases)
            Collect(op.Run(op.CreateInputs(new ReferenceBackend())).Node, seen);
        var missing = typeof(Tensor).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(GraphNode)) && !t.IsAbstract && !seen.Contains(t))
            .Select(static t => t.FullName);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(1.001)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_wrong_gradient_fails(double factor)
    {
        var wrong = new OpCase("wrong square", [new Shape(4)], 3, x =>
        {
            using (Gradients.Off())
                return new WrongSquare(x[0], factor).RecordIfEnabled(x[0].Multiply(x[0]));
        });
        Assert.True(GradCheck.Run(wrong).Worst > 1);
    }

    [Fact]
    public void The_same_op_with_the_right_gradient_passes()
    {
        var right = new OpCase("right square", [new Shape(4)], 3, x =>
        {
            using (Gradients.Off())
                return new WrongSquare(x[0], 1).RecordIfEnabled(x[0].Multiply(x[0]));
        });
        Assert.True(GradCheck.Run(right).Worst <= 1);
    }

    private static void Collect(GraphNode? node, HashSet<Type> seen)
    {
        if (node is null)
            return;
        seen.Add(node.GetType());
        var inputs = node.Inputs;
        Collect(inputs.First.Node, seen);
        Collect(inputs.Second?.Node, seen);
        Collect(inputs.Third?.Node, seen);
        Collect(inputs.Fourth?.Node, seen);
    }

    /// <summary>x^2 whose gradient is a factor times the true one.</summary>
    private sealed class WrongSquare(Tensor x, double factor) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public Tensor RecordIfEnabled(Tensor y) => x.RequiresGradient ? Record(y) : y;

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is not { } dx)
                return;
            output.Backend.Multiply(gradient, x, dx);
            output.Backend.Scale(dx.Tensor, 2 * factor, dx.Tensor);
        }
    }
}
