using System.Text.RegularExpressions;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>AdamW over named parameters, with the two moments it keeps of each.</summary>
internal sealed class AdamW
{
    // PyTorch's clip_grad_norm_ adds this to the norm it divides by.
    private const double NormEpsilon = 1e-6;

    private readonly AdamWOptions _options;
    private readonly Slot[] _slots;

    public AdamW(IEnumerable<TrainedTensor> parameters, AdamWOptions options)
    {
        options.Validate();
        _options = options;
        _slots = [.. parameters.Select(parameter => new Slot(parameter, options))];
    }

    /// <summary>Steps taken.</summary>
    public int StepCount { get; set; }

    public IReadOnlyList<Slot> Slots => _slots;

    public IReadOnlyList<TrainedTensor> Parameters => [.. _slots.Select(slot => slot.Parameter)];

    /// <summary>The L2 norm of all gradients together, in double precision and a fixed order.</summary>
    public double GradientNorm()
    {
        double sum = 0;
        foreach (var slot in _slots)
        {
            if (slot.Gradient is { } gradient)
                sum += gradient.Backend.SumOfSquares(gradient);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients so that their norm is at most <paramref name="maximum"/>.</summary>
    public void ClipGradients(double norm, double maximum)
    {
        double factor = maximum / (norm + NormEpsilon);
        if (factor >= 1)
            return;
        foreach (var slot in _slots)
        {
            if (slot.Gradient is { } gradient)
                gradient.Backend.ScaleInPlace(gradient, factor);
        }
    }

    /// <summary>Updates every parameter that has a gradient, and gives the gradients' memory back.</summary>
    public void Step(double learningRate)
    {
        StepCount++;
        foreach (var slot in _slots)
        {
            if (slot.Gradient is not { } gradient)
                continue;
            var value = slot.Parameter.Value;
            value.Backend.AdamWUpdate(
                value, gradient, slot.FirstMoment, slot.SecondMoment, StepCount,
                learningRate * slot.LearningRateFactor, _options.Beta1, _options.Beta2, _options.Epsilon, slot.WeightDecay);
            value.Gradient = null;
        }
    }

    /// <summary>Gives the gradients' memory back without an update.</summary>
    public void DropGradients()
    {
        foreach (var slot in _slots)
            slot.Parameter.Value.Gradient = null;
    }

    /// <summary>A parameter with its moments and its group's settings.</summary>
    internal sealed class Slot
    {
        public Slot(TrainedTensor parameter, AdamWOptions options)
        {
            Parameter = parameter;
            var (backend, shape) = (parameter.Value.Backend, parameter.Value.Shape);
            FirstMoment = Tensor.Zeros(backend, shape).Keep();
            SecondMoment = Tensor.Zeros(backend, shape).Keep();
            var group = options.Groups.FirstOrDefault(
                candidate => Regex.IsMatch(parameter.Name, candidate.NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
            WeightDecay = group?.WeightDecay ?? options.WeightDecay;
            LearningRateFactor = group?.LearningRateFactor ?? 1;
        }

        public TrainedTensor Parameter { get; }

        public Tensor FirstMoment { get; }

        public Tensor SecondMoment { get; }

        public double WeightDecay { get; }

        public double LearningRateFactor { get; }

        public Tensor? Gradient => Parameter.Value.Gradient;
    }
}
