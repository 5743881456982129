using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Models;

/// <summary><c>attune model</c>.</summary>
internal static class ModelCommand
{
    public static Command Create(Streams streams) =>
        new("model", "Looks into models, converts and runs them. Example: attune model logits --model models/llama --ids ids.json --top 3")
        {
            new LogitsCommand(streams).Create(),
        };
}
