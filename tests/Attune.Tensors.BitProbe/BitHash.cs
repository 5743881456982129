using System.Runtime.InteropServices;

namespace Attune.Tensors.BitProbe;

/// <summary>A hash of every bit that an op computes: its result and its gradients.</summary>
public static class BitHash
{
    /// <summary>Sizes around the widths of vectors and above those of pieces and blocks.</summary>
    public static IReadOnlyList<OpCase> Cases { get; } =
    [
        .. OpCases.All(1), .. OpCases.All(7), .. OpCases.All(16), .. OpCases.All(33), .. OpCases.All(130),
        .. OpCases.Attentions(1, 15, 33), .. OpCases.Attentions(64, 17, 130), .. OpCases.TreeAttentions(),
        new("large SwiGlu", [new(200, 300), new(200, 300)], 1, static x => x[0].SwiGlu(x[1])),
        new("large Gelu", [new(200, 300)], 1, static x => x[0].Activate(Activation.Gelu)),
        new("large LayerNorm", [new(200, 300), new(300), new(300)], 1, static x => x[0].LayerNorm(x[1], x[2], 1e-6)),
        new("large RmsNorm", [new(200, 300), new(300)], 1, static x => x[0].RmsNorm(x[1], 1e-6)),
        new("large Dropout", [new(200, 300)], 1, static x => x[0].Dropout(0.2, 9)),
        new("large Mean", [new(200, 300)], 1, static x => x[0].Mean()),
    ];

    public static ulong Of(OpCase op, CpuBackend backend)
    {
        using var scope = backend.BeginScope();
        var inputs = op.CreateInputs(backend);
        var result = op.Run(inputs);
        ulong hash = Add(14695981039346656037, result);
        op.Loss(result).Backward();
        foreach (var input in inputs)
        {
            hash = Add(hash, input.Gradient!);
            hash = Add(hash, UpdatedByAdamW(input));
            hash = UpdateCases.Hash(input, hash, Add);
        }

        return hash;
    }

    private static Tensor UpdatedByAdamW(Tensor input)
    {
        var m = Tensor.Zeros(input.Backend, input.Shape);
        var v = Tensor.Zeros(input.Backend, input.Shape);
        for (int step = 1; step <= 3; step++)
            input.Backend.AdamWUpdate(input, input.Gradient!, m, v, step, 1e-2, 0.9, 0.999, 1e-8, 0.1);
        return input;
    }

    private static ulong Add(ulong hash, Tensor tensor)
    {
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(tensor.AsReadOnlySpan()))
            hash = (hash ^ bits) * 1099511628211;
        return hash;
    }
}
