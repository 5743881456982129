using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Models;

/// <summary><c>attune model</c>.</summary>
internal static class ModelCommand
{
    public static Command Create(Streams streams) =>
        new("model", "Looks into models, converts, compares and runs them. Example: attune model logits --model models/llama --ids ids.json --top 3")
        {
            new InfoCommand(streams).Create(),
            new ConvertCommand(streams).CreateConvert(),
            new ConvertCommand(streams).CreateQuantize(),
            new MergeCommand(streams).Create(),
            new LogitsCommand(streams).Create(),
            new GenerateCommand(streams).Create(),
            new ScoreCommand(streams).Create(),
            new DiffCommand(streams).Create(),
        };
}
