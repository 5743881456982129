using Attune.Tensors;

namespace Attune.Training;

/// <summary>A parameter as the optimizer sees it: a name and numbers to change.</summary>
internal sealed record TrainedTensor(string Name, Tensor Value);
