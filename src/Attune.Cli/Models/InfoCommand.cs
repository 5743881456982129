using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Models;

namespace Attune.Cli.Models;

/// <summary><c>attune model info</c>: what a model is, without loading its weights.</summary>
internal sealed class InfoCommand(Streams streams)
{
    private const string Description = """
        Says what a model is, from the heads of its files; weights are not read.

        The answer is one JSON object: "format" (safetensors or gguf), "architecture", "parameters" (a matrix that serves twice
        counts once), "vocabulary", "layers", "hidden", "intermediate", "heads", "key_value_heads", "head_dimension",
        "context", "tied", and "stored": for each type of numbers its "tensors", "numbers" and "bytes".
        Example: attune model info --model models/llama
        """;

    private readonly Option<string> _model = new("--model", "-m") { Description = ModelInput.Places, HelpName = "folder|file.gguf", Required = true };

    public Command Create()
    {
        var command = new Command("info", Description) { _model };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var description = ModelDescription.Of(arguments.GetValue(_model)!);
        var c = description.Configuration;
        var json = new JsonLine();
        json.BeginObject().Name("format").Value(description.Format).Name("architecture").Value(c.Architecture);
        json.Name("parameters").Value(description.Parameters).Name("vocabulary").Value(c.VocabularySize).Name("layers").Value(c.LayerCount);
        json.Name("hidden").Value(c.HiddenSize).Name("intermediate").Value(c.IntermediateSize).Name("heads").Value(c.HeadCount);
        json.Name("key_value_heads").Value(c.KeyValueHeadCount).Name("head_dimension").Value(c.HeadDimension);
        json.Name("context").Value(c.MaxPositions).Name("tied").Value(c.TieWordEmbeddings).Name("stored").BeginObject();
        foreach (var (type, stored) in description.Stored.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.Name(type).BeginObject().Name("tensors").Value(stored.Tensors).Name("numbers").Value(stored.Numbers);
            json.Name("bytes").Value(stored.Bytes).EndObject();
        }

        json.EndObject().EndObject().WriteTo(streams.Output);
        streams.Output.Flush();
        return 0;
    }
}
