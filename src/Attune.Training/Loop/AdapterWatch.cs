using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Looks once, after the first update with a learning rate above zero, whether every layer with an adapter has learned
/// something. One that has not was attached where no gradient comes, and would be trained for hours to no effect.
/// </summary>
internal sealed class AdapterWatch(ICausalLanguageModel model)
{
    private const int MostLayersNamed = 4;
    private bool _isDone;

    /// <exception cref="AttuneException">ATT4204: a layer's update is still zero.</exception>
    public void AfterStep(int step, double learningRate)
    {
        if (_isDone || learningRate <= 0)
            return;
        _isDone = true;
        var unmoved = UnmovedUpdates.Of(model);
        if (unmoved.Count == 0)
            return;
        var named = string.Join(", ", unmoved.Take(MostLayersNamed)) + (unmoved.Count > MostLayersNamed ? $" and {unmoved.Count - MostLayersNamed} more" : "");
        throw new AttuneException(
            "ATT4204", $"After step {step} the adapter of {named} is still zero: no gradient reaches it.",
            "Leave the layer out of the targets, or see that the adapter's matrices are trainable and take part in the loss.");
    }
}
