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
        "context", "tied", and "stored": for each type of numbers its "tensors", "numbers" and "bytes". Encoders have "positions"
        for the context, and "labels" where the head is a classifier.
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
        var path = arguments.GetValue(_model)!;
        var json = new JsonLine();
        json.BeginObject();
        if (EncoderConfigurationFile.IsEncoder(path))
            Write(json, EncoderDescription.Of(path));
        else
            Write(json, ModelDescription.Of(path));
        json.EndObject().WriteTo(streams.Output);
        streams.Output.Flush();
        return 0;
    }

    private static void Write(JsonLine json, ModelDescription description)
    {
        var c = description.Configuration;
        json.Name("format").Value(description.Format).Name("architecture").Value(c.Architecture);
        json.Name("parameters").Value(description.Parameters).Name("vocabulary").Value(c.VocabularySize).Name("layers").Value(c.LayerCount);
        json.Name("hidden").Value(c.HiddenSize).Name("intermediate").Value(c.IntermediateSize).Name("heads").Value(c.HeadCount);
        json.Name("key_value_heads").Value(c.KeyValueHeadCount).Name("head_dimension").Value(c.HeadDimension);
        json.Name("context").Value(c.MaxPositions).Name("tied").Value(c.TieWordEmbeddings);
        WriteStored(json, description.Stored);
    }

    private static void Write(JsonLine json, EncoderDescription description)
    {
        var c = description.Configuration;
        json.Name("format").Value("safetensors").Name("architecture").Value(c.Architecture);
        json.Name("parameters").Value(description.Parameters).Name("vocabulary").Value(c.VocabularySize).Name("layers").Value(c.LayerCount);
        json.Name("hidden").Value(c.HiddenSize).Name("intermediate").Value(c.IntermediateSize).Name("heads").Value(c.HeadCount);
        json.Name("head_dimension").Value(c.HeadDimension).Name("positions").Value(c.MaxPositions);
        if (c.Task is EncoderTask.SequenceClassification or EncoderTask.TokenClassification)
        {
            json.Name("labels").BeginArray();
            foreach (var name in c.Labels.Names)
                json.Value(name);
            json.EndArray();
        }

        WriteStored(json, description.Stored);
    }

    private static void WriteStored(JsonLine json, IReadOnlyDictionary<string, (int Tensors, long Numbers, long Bytes)> stored)
    {
        json.Name("stored").BeginObject();
        foreach (var (type, counts) in stored.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.Name(type).BeginObject().Name("tensors").Value(counts.Tensors).Name("numbers").Value(counts.Numbers);
            json.Name("bytes").Value(counts.Bytes).EndObject();
        }

        json.EndObject();
    }
}
