using System.Text.Json;
using Attune.Models;

namespace Attune.Training;

/// <summary>What is in a checkpoint: trained weights, the optimizer's state, the best weights so far, and the run's numbers.</summary>
internal sealed class TrainingCheckpoint(CheckpointStore store, OptimizedParameters optimizer, BestWeights best)
{
    private const string Weights = "weights.safetensors";
    private const string Kept = "optimizer.safetensors";
    private const string Best = "best.safetensors";
    private const string State = "state.json";
    private const int Stretch = 1 << 18;

    public string Save(TrainingState state, int keep)
    {
        List<CheckpointPart> parts =
        [
            new(Weights, stream => SafetensorsFile.Write(
                stream, optimizer.Slots.Select(slot => SafetensorsTensor.From(slot.Parameter.Name, slot.Parameter.Value)))),
            new(Kept, stream => SafetensorsFile.Write(stream, optimizer.Slots.SelectMany(OfState))),
            new(State, stream => JsonSerializer.Serialize(stream, state, CheckpointJson.Default.TrainingState)),
        ];
        if (best.HasWeights)
            parts.Add(new(Best, stream => SafetensorsFile.Write(stream, best.Tensors())));
        return store.Save(state.Step, parts, keep);
    }

    /// <summary>Puts the newest whole checkpoint into model and optimizer.</summary>
    /// <returns>Its numbers, or null where there is none.</returns>
    /// <exception cref="AttuneException">ATT4211: it belongs to a run with other data or options.</exception>
    public TrainingState? Restore(string fingerprint, ITrainingObserver observer)
    {
        foreach (int step in store.Steps())
        {
            if (store.FindDamage(step) is { } damage)
            {
                observer.OnMessage($"The checkpoint of step {step} is damaged ({damage}); trying the one before.");
                continue;
            }

            string folder = store.PathOf(step);
            var state = JsonSerializer.Deserialize(
                File.ReadAllBytes(Path.Combine(folder, State)), CheckpointJson.Default.TrainingState)!;
            if (state.Fingerprint != fingerprint)
                throw OtherRun(folder);
            Load(folder);
            optimizer.StepCount = state.Step;
            return state;
        }

        return null;
    }

    private void Load(string folder)
    {
        using var weights = SafetensorsFile.Open(Path.Combine(folder, Weights));
        using var kept = SafetensorsFile.Open(Path.Combine(folder, Kept));
        foreach (var slot in optimizer.Slots)
        {
            string name = slot.Parameter.Name;
            weights.Read(name, slot.Parameter.Value.AsSpan());
            for (int i = 0; i < slot.StateNames.Length; i++)
                Load(kept, $"{name}.{slot.StateNames[i].Name}", slot, i);
        }

        string bestPath = Path.Combine(folder, Best);
        if (File.Exists(bestPath))
            best.Load(bestPath);
    }

    /// <summary>Stretch by stretch, since the state may be larger than the memory.</summary>
    private static void Load(SafetensorsFile file, string name, OptimizedParameters.Slot slot, int part)
    {
        int count = slot.StateNames[part].Shape.ElementCount;
        var buffer = new float[Math.Min(count, Stretch)];
        for (int first = 0; first < count; first += Stretch)
        {
            var numbers = buffer.AsSpan(0, Math.Min(Stretch, count - first));
            file.Read(name, first, numbers);
            slot.State.Write(part, first, numbers);
        }
    }

    private static IEnumerable<SafetensorsTensor> OfState(OptimizedParameters.Slot slot)
    {
        for (int i = 0; i < slot.StateNames.Length; i++)
        {
            var (memory, part, shape) = (slot.State, i, slot.StateNames[i].Shape);
            int[] dimensions = [.. Enumerable.Range(0, shape.Rank).Select(dimension => shape[dimension])];
            yield return SafetensorsTensor.From(
                $"{slot.Parameter.Name}.{slot.StateNames[i].Name}", dimensions, (first, numbers) => memory.Read(part, first, numbers));
        }
    }

    private static AttuneException OtherRun(string folder) => new(
        "ATT4211",
        "The checkpoint belongs to a run with other data, options or trained parameters.",
        "Restore what has changed, or delete the folder of checkpoints to start anew.",
        folder);
}
