namespace Attune.Tensors;

/// <summary>
/// Walks the recorded computation from a scalar back to the leaves, newest node first, so that every gradient is complete
/// before it is passed on and is summed in the same order each time.
/// </summary>
internal static class BackwardPass
{
    private static readonly Comparison<Tensor> NewestFirst =
        static (left, right) => right.Node!.Sequence.CompareTo(left.Node!.Sequence);

    private static long passes;

    [ThreadStatic]
    private static List<Tensor>? reusedOrder;

    public static void Run(Tensor loss)
    {
        if (loss.Shape.ElementCount != 1)
            throw new InvalidOperationException($"Backward starts from a scalar, not from shape {loss.Shape}.");
        if (loss.Node is null)
        {
            throw new InvalidOperationException(
                "Nothing is recorded behind this tensor: no input required a gradient, recording was off, or Backward was called before.");
        }

        var seed = loss.Backend.Allocate(loss.Shape);
        loss.Backend.Fill(seed, 1);
        Run(loss, seed);
        seed.Release();
    }

    /// <summary>The same from a tensor of any shape, given its gradient, which stays its owner's.</summary>
    public static void Run(Tensor output, Tensor gradient)
    {
        if (output.Node is null)
            return;
        var order = reusedOrder ?? [];
        reusedOrder = null;
        Collect(output, order, Interlocked.Increment(ref passes));
        order.Sort(NewestFirst);
        output.SetGradient(output.Backend.Alias(gradient));
        foreach (var tensor in order)
            PassOn(tensor);
        order.Clear();
        reusedOrder = order;
    }

    /// <summary>Every tensor with a node that leads to the loss; the list is its own work queue.</summary>
    private static void Collect(Tensor loss, List<Tensor> order, long pass)
    {
        loss.Node!.VisitedBy = pass;
        order.Add(loss);
        for (int i = 0; i < order.Count; i++)
        {
            var inputs = order[i].Node!.Inputs;
            Visit(inputs.First, order, pass);
            Visit(inputs.Second, order, pass);
            Visit(inputs.Third, order, pass);
            Visit(inputs.Fourth, order, pass);
        }
    }

    private static void Visit(Tensor? input, List<Tensor> order, long pass)
    {
        if (input?.Node is not { } origin || origin.VisitedBy == pass)
            return;
        origin.VisitedBy = pass;
        order.Add(input);
    }

    private static void PassOn(Tensor tensor)
    {
        var node = tensor.Node!;
        tensor.Node = null;
        // Whatever reads it has had its turn.
        if (tensor.WasLetGo)
            tensor.Release();
        if (tensor.Gradient is not { } gradient)
            return;
        node.Backward(tensor, gradient);
        // Only leaves keep their gradients; the memory of this one is the next one's.
        tensor.SetGradient(null);
        gradient.Release();
    }
}
