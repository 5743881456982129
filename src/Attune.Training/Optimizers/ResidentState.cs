using Attune.Tensors;

namespace Attune.Training;

/// <summary>State in tensors.</summary>
internal sealed class ResidentState(Backend backend, IReadOnlyList<OptimizerState> parts) : IStateMemory
{
    private readonly Tensor[] _tensors = [.. parts.Select(part => Tensor.Zeros(backend, part.Shape).Keep())];

    public void Update(IOptimizer optimizer, in ParameterUpdate update) => optimizer.Update(update with { State = _tensors });

    public void Read(int part, int first, Span<float> numbers)
    {
        var tensor = _tensors[part];
        (tensor.DType == DType.Float32 ? tensor.AsReadOnlySpan() : tensor.ToArray()).Slice(first, numbers.Length).CopyTo(numbers);
    }

    public void Write(int part, int first, ReadOnlySpan<float> numbers) => numbers.CopyTo(_tensors[part].AsSpan().Slice(first, numbers.Length));
}
