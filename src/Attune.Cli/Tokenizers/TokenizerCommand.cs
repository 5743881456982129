using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Tokenizers;

/// <summary><c>attune tokenizer</c>.</summary>
internal static class TokenizerCommand
{
    public const string Files =
        "A folder, or a file: tokenizer.json, SentencePiece .model, tiktoken ranks, vocab.json with merges.txt, vocab.txt, or GGUF.";

    public static Command Create(Streams streams) =>
        new("tokenizer", "Runs and trains tokenizers. Example: attune tokenizer encode --tokenizer models/llama --cases rows.jsonl")
        {
            new EncodeCommand(streams).Create(),
            new DecodeCommand(streams).Create(),
            new TrainCommand(streams).Create(),
        };
}
