using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Datasets;

/// <summary><c>attune dataset</c>.</summary>
internal static class DatasetCommand
{
    public static Command Create(Streams streams) =>
        new("dataset", "Works with datasets. Example: attune dataset check chat.jsonl --tokenizer models/llama")
        {
            new CheckCommand(streams).Create(),
        };
}
