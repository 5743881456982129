using Attune.Tensors;

namespace Attune.Models;

/// <summary>The same norm on every head of a row.</summary>
internal sealed class HeadNorm(INorm norm, int headDimension) : INorm
{
    public Tensor Forward(Tensor x)
    {
        var heads = x.Reshape(new Shape(x.Shape[0] * (x.Shape[1] / headDimension), headDimension)); // [T, H*D] -> [T*H, D]
        var normed = norm.Forward(heads);
        var rows = normed.Reshape(x.Shape);
        if (rows != normed)
            normed.LetGo();
        return rows;
    }
}
