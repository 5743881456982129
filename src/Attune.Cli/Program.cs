using Attune.Cli;
using Attune.Cli.CommandLine;

return await Tool.RunAsync(args, Streams.System());
