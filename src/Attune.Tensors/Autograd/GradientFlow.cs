namespace Attune.Tensors;

/// <summary>
/// How backward kernels reach the gradient of an input: they write into it where it is new and add where it is not.
/// A gradient that is passed on unchanged (a residual sum) is shared, and copied only if somebody adds to it while it is.
/// </summary>
internal static class GradientFlow
{
    /// <summary>Where the gradient of <paramref name="tensor"/> is to be put, or null where it needs none.</summary>
    public static Destination? OpenGradient(this Tensor tensor)
    {
        if (!tensor.RequiresGradient)
            return null;
        if (tensor.Gradient is null)
        {
            tensor.SetGradient(NewGradient(tensor));
            return tensor.Gradient!;
        }

        MakeUnshared(tensor);
        return new Destination(tensor.Gradient, Accumulate: true);
    }

    /// <summary>Adds <paramref name="gradient"/> to that of <paramref name="tensor"/>, by sharing it where there is none yet.</summary>
    public static void AddGradient(this Tensor tensor, Tensor gradient)
    {
        if (!tensor.RequiresGradient)
            return;
        if (tensor.Gradient is not null)
        {
            MakeUnshared(tensor);
            tensor.Backend.AddScaled(tensor.Gradient, gradient, 1, tensor.Gradient);
        }
        else if (tensor.Node is null && !tensor.IsEntrance)
        {
            tensor.SetGradient(NewGradient(tensor));
            tensor.Backend.Copy(gradient, tensor.Gradient!);
        }
        else
        {
            tensor.SetGradient(tensor.Backend.Alias(gradient));
        }
    }

    /// <summary>Gradients of leaves outlive the scope; those in between go back as soon as they have been used.</summary>
    private static Tensor NewGradient(Tensor tensor) => tensor.Node is null && !tensor.IsEntrance
        ? tensor.Backend.AllocateUnscoped(tensor.Shape)
        : tensor.Backend.Allocate(tensor.Shape);

    private static void MakeUnshared(Tensor tensor)
    {
        var gradient = tensor.Gradient!;
        if (gradient.Storage.References == 1)
            return;
        var copy = NewGradient(tensor);
        tensor.Backend.Copy(gradient, copy);
        gradient.Release();
        tensor.SetGradient(copy);
    }
}
