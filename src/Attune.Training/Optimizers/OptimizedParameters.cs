using System.Text.RegularExpressions;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>The parameters of a run with what an optimizer keeps of each.</summary>
internal sealed class OptimizedParameters
{
    // PyTorch's clip_grad_norm_ adds this to the norm it divides by.
    private const double NormEpsilon = 1e-6;

    private readonly IOptimizer _optimizer;
    private readonly Slot[] _slots;
    private readonly StatePages? _pages;

    /// <param name="parameters">What is trained.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="stepsPerEpoch">The length of an epoch, for groups that are trained from a later one on.</param>
    public OptimizedParameters(IEnumerable<TrainedTensor> parameters, IOptimizer optimizer, int stepsPerEpoch = 1)
    {
        optimizer.Validate();
        foreach (var group in optimizer.Groups)
            group.Validate();
        _optimizer = optimizer;
        _pages = optimizer.Paged ? new StatePages() : null;
        _slots = [.. parameters.Select(parameter => new Slot(parameter, optimizer, stepsPerEpoch, _pages))];
    }

    /// <summary>Steps taken.</summary>
    public int StepCount { get; set; }

    public IReadOnlyList<Slot> Slots => _slots;

    public IReadOnlyList<TrainedTensor> Parameters => [.. _slots.Select(slot => slot.Parameter)];

    /// <summary>Whether some parameters are not trained yet.</summary>
    public bool SomeWait => Array.Exists(_slots, slot => StepCount < slot.FirstStep);

    /// <summary>Takes the space on the disk that state needs, if it lies there; disposing gives it back. Before the first step.</summary>
    /// <param name="folder">Where; it is made if missing.</param>
    /// <exception cref="AttuneException">ATT4214: no space, no permission.</exception>
    public IDisposable? Open(string folder)
    {
        if (_pages is null)
            return null;
        var file = new StateFile(folder, _pages.Length);
        _pages.LieIn(file);
        return file;
    }

    /// <summary>The L2 norm of all gradients together, in double precision and a fixed order.</summary>
    public double GradientNorm()
    {
        double sum = 0;
        foreach (var slot in _slots)
        {
            if (Gradient(slot) is { } gradient)
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
            if (Gradient(slot) is { } gradient)
                gradient.Backend.ScaleInPlace(gradient, factor);
        }
    }

    /// <summary>Brings every element of all gradients into -maximum to maximum.</summary>
    public void ClipGradientValues(double maximum)
    {
        foreach (var slot in _slots)
        {
            if (Gradient(slot) is { } gradient)
                GradientClipping.ByValue(gradient, maximum);
        }
    }

    /// <summary>Updates every parameter that has a gradient, and gives the gradients' memory back.</summary>
    public void Step(double learningRate, double? momentum = null)
    {
        foreach (var slot in _slots)
        {
            if (Gradient(slot) is { } gradient)
            {
                slot.State.Update(_optimizer, new ParameterUpdate
                {
                    Name = slot.Parameter.Name,
                    Parameter = slot.Parameter.Value,
                    Gradient = gradient,
                    State = [],
                    Step = StepCount - slot.FirstStep + 1,
                    LearningRate = learningRate * slot.LearningRateFactor,
                    WeightDecay = slot.WeightDecay,
                    Momentum = momentum,
                });
            }

            slot.Parameter.Value.Gradient = null;
        }

        StepCount++;
    }

    /// <summary>Gives the gradients' memory back without an update.</summary>
    public void DropGradients()
    {
        foreach (var slot in _slots)
            slot.Parameter.Value.Gradient = null;
    }

    private Tensor? Gradient(Slot slot) => StepCount < slot.FirstStep ? null : slot.Parameter.Value.Gradient;

    /// <summary>A parameter with its state and its group's settings.</summary>
    internal sealed class Slot
    {
        public Slot(TrainedTensor parameter, IOptimizer optimizer, int stepsPerEpoch, StatePages? pages)
        {
            Parameter = parameter;
            StateNames = [.. optimizer.StateOf(parameter.Name, parameter.Value.Shape)];
            State = pages is null
                ? new ResidentState(parameter.Value.Backend, StateNames)
                : new PagedState(pages, parameter.Name, parameter.Value.Shape, optimizer);
            var group = optimizer.Groups.FirstOrDefault(
                candidate => Regex.IsMatch(parameter.Name, candidate.NamePattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
            WeightDecay = group?.WeightDecay ?? optimizer.WeightDecay;
            LearningRateFactor = group?.LearningRateFactor ?? 1;
            FirstStep = (int)Math.Min(int.MaxValue, (long)(group?.FirstEpoch ?? 0) * stepsPerEpoch);
        }

        public TrainedTensor Parameter { get; }

        public OptimizerState[] StateNames { get; }

        public IStateMemory State { get; }

        public double WeightDecay { get; }

        public double LearningRateFactor { get; }

        public int FirstStep { get; }
    }
}
