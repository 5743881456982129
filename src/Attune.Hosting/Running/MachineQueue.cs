using System.Globalization;

namespace Attune.Hosting.Running;

/// <summary>
/// Hands out the machine in the order of asking. Nobody overtakes one who waits for the same thing, so a trainer that needs
/// all processors is not starved by small ones.
/// </summary>
internal sealed class MachineQueue
{
    private readonly Lock _lock = new();
    private readonly List<Place> _waiting = [];
    private readonly List<Place> _holding = [];
    private MachineNeeds _machine;
    private MachineNeeds _free;

    /// <param name="machine">What there is.</param>
    public MachineQueue(MachineNeeds machine) => _machine = _free = machine;

    /// <summary>Says what there is, where that is known only after the queue was made. What is held is given back as it was taken.</summary>
    public void SetMachine(Func<MachineNeeds, MachineNeeds> change)
    {
        lock (_lock)
        {
            var machine = change(_machine);
            _free += machine - _machine;
            _machine = machine;
            Advance();
        }
    }

    /// <summary>Waits for a share of the machine. Asking for more than there is gets all there is.</summary>
    /// <param name="name">Who asks.</param>
    /// <param name="needs">What for.</param>
    /// <param name="onWaiting">Told what is waited for, at once and when that changes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The share; disposing it gives it back.</returns>
    public async Task<IDisposable> TakeAsync(string name, MachineNeeds needs, Action<string> onWaiting, CancellationToken cancellation)
    {
        Place place;
        lock (_lock)
        {
            place = new Place(this, name, needs.AtMost(_machine), onWaiting);
            _waiting.Add(place);
            Advance();
        }

        try
        {
            await place.Granted.Task.WaitAsync(cancellation).ConfigureAwait(false);
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Grants what can be granted, and tells the others what they wait for.</summary>
    private void Advance()
    {
        var ahead = new List<Place>();
        foreach (var place in _waiting.ToArray())
        {
            if (place.Needs.FitsIn(_free) && !ahead.Exists(other => other.Needs.Overlaps(place.Needs)))
            {
                _free -= place.Needs;
                _waiting.Remove(place);
                _holding.Add(place);
                place.Granted.SetResult();
                continue;
            }

            place.OnWaiting(Reason(place, ahead));
            ahead.Add(place);
        }
    }

    private string Reason(Place place, List<Place> ahead)
    {
        var needs = place.Needs;
        var holders = _holding.Where(other => other.Needs.Overlaps(needs)).Select(other => other.Name).ToList();
        var before = ahead.Where(other => other.Needs.Overlaps(needs)).Select(other => other.Name).ToList();
        var used = holders.Count > 0 ? $", in use by {string.Join(", ", holders)}" : "";
        return string.Join(" and ", Things(needs)) + used + (before.Count > 0 ? $", after {string.Join(", ", before)}" : "");
    }

    private IEnumerable<string> Things(MachineNeeds needs)
    {
        if (needs.Builds > 0)
            yield return "its turn to build";
        if (needs.Gpus > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{needs.Gpus} of {_machine.Gpus} GPUs");
        if (needs.Processors > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{needs.Processors} of {_machine.Processors} processors");
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            if (_holding.Remove(place))
                _free += place.Needs;
            else if (!_waiting.Remove(place))
                return;
            Advance();
        }
    }

    private sealed record Place(MachineQueue Queue, string Name, MachineNeeds Needs, Action<string> OnWaiting) : IDisposable
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Equals(Place? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public void Dispose() => Queue.Leave(this);
    }
}
