namespace Attune.Tensors;

/// <summary>Whether computations are recorded for <see cref="Tensor.Backward"/>; per thread, on by default.</summary>
public static class Gradients
{
    [ThreadStatic]
    private static int offDepth;

    /// <summary>Whether computations on this thread are recorded.</summary>
    public static bool Enabled => offDepth == 0;

    /// <summary>Records nothing until the result is disposed: for evaluation and generation. May be nested.</summary>
    public static IDisposable Off()
    {
        offDepth++;
        return new OffScope();
    }

    private sealed class OffScope : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (ended)
                return;
            ended = true;
            offDepth--;
        }
    }
}
