namespace Attune.Cli.CommandLine;

/// <summary>Whoever read our output has stopped, as <c>head</c> does: nothing is wrong, and nobody is left to tell.</summary>
internal sealed class ClosedPipeException(Exception inner) : Exception("The reader of the output is gone.", inner);
