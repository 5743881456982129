namespace Attune.Hosting.Processes;

/// <summary>One line of a process.</summary>
/// <param name="Number">Counted from 1 over all runs of the resource.</param>
/// <param name="Text">The line without its end.</param>
/// <param name="IsError">Whether it came on standard error.</param>
internal readonly record struct LogLine(int Number, string Text, bool IsError);
