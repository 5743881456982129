using System.Text.Json;

namespace Attune.Hosting.Progress.Events;

/// <summary>One kind of line of an events file, and what it means for the row.</summary>
internal interface IProgressEvent
{
    /// <summary>The value of <c>event</c>.</summary>
    string Name { get; }

    /// <param name="line">The whole line; any field may be missing or of another type.</param>
    /// <param name="row">The row's state before the event.</param>
    /// <param name="context">Notifications and reports.</param>
    /// <returns>The row's state after it.</returns>
    ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context);
}
