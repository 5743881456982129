using Attune.Training;

namespace Attune;

/// <summary>An attribute that names the schedule of a recipe's learning rate, in the place of the recipe's <c>Schedule</c>. Its settings are named arguments.</summary>
public interface IScheduleChoice
{
    /// <summary>The schedule.</summary>
    /// <param name="warmup">The rise of the recipe's <c>WarmupFraction</c>.</param>
    ISchedule Create(Warmup warmup);
}
