using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary><c>attune model convert</c> and <c>attune model quantize</c>: the same model in other files.</summary>
internal sealed class ConvertCommand(Streams streams)
{
    private const string ConvertDescription = """
        Writes a model in another format: a Hugging Face folder as a GGUF file for llama.cpp (where --out ends with .gguf), a
        GGUF file as a folder, or the same format with another type of numbers. Tokenizer and chat template go along. A GGUF
        file is held to them afterwards: rendered conversations must have the same tokens. One line a finding, as attune
        template check writes it.

        Exit code 0 without findings, 1 with findings.
        Example: attune model convert --model models/llama --out llama-F16.gguf --type F16
        """;

    private const string QuantizeDescription = """
        Writes a model as a GGUF file whose matrices take fewer bits. The bytes are those of llama.cpp's quantizer; Q4_K_M and
        Q5_K_M give more bits to the matrices that suffer most.

        Exit code 0 without findings, 1 with findings (as convert).
        Example: attune model quantize --model models/llama --out llama-Q4_K_M.gguf --type Q4_K_M
        """;

    private readonly Option<string> _model = new("--model", "-m") { Description = ModelInput.Places, HelpName = "folder|file.gguf", Required = true };
    private readonly Option<string> _out = new("--out", "-o") { Description = "What to write: a name that ends with .gguf is a file, any other a folder.", HelpName = "folder|file.gguf", Required = true };
    private readonly Option<string> _file = new("--out", "-o") { Description = "The file to write.", HelpName = "file.gguf", Required = true };
    private readonly Option<string> _type = new("--type") { Description = $"How numbers are stored: {Names}; folders only F32, F16 and BF16. Default: F16 for a file, F32 for a folder.", HelpName = "name", DefaultValueFactory = _ => "" };
    private readonly Option<string> _quantized = new("--type") { Description = $"How matrices are stored: {Names}.", HelpName = "name", Required = true };

    private static string Names => string.Join(", ", GgufStorage.All);

    public Command CreateConvert()
    {
        var command = new Command("convert", ConvertDescription) { _model, _out, _type };
        _type.Validators.Add(result => CheckType(result.GetValueOrDefault<string>(), result.AddError));
        command.Validators.Add(result =>
        {
            if (result.GetValue(_out) is { } to && !IsFile(to) && result.GetValue(_type) is { Length: > 0 } type && FolderType(type) is null)
                result.AddError($"A folder is written as F32, F16 or BF16, not {type}.");
        });
        command.SetAction(arguments => Run(arguments.GetValue(_model)!, arguments.GetValue(_out)!, arguments.GetValue(_type)!));
        return command;
    }

    public Command CreateQuantize()
    {
        var command = new Command("quantize", QuantizeDescription) { _model, _file, _quantized };
        _quantized.Validators.Add(result => CheckType(result.GetValueOrDefault<string>(), result.AddError));
        _file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } to && !IsFile(to))
                result.AddError("--out is the name of a file that ends with .gguf.");
        });
        command.SetAction(arguments => Run(arguments.GetValue(_model)!, arguments.GetValue(_file)!, arguments.GetValue(_quantized)!));
        return command;
    }

    private int Run(string from, string to, string type)
    {
        if (IsFile(to))
            return WriteFile(from, to, GgufStorage.Find(type.Length > 0 ? type : "F16")!);
        using var backend = new CpuBackend();
        var storage = FolderType(type) ?? StorageType.Float32;
        if (EncoderConfigurationFile.IsEncoder(from))
            ModelFolderWriter.Write(from, EncoderModel.Load(from, backend), to, storage);
        else
            ModelFolderWriter.Write(from, ModelInput.Load(from, backend), to, storage);
        return 0;
    }

    private int WriteFile(string from, string to, GgufStorage storage)
    {
        if (GgufFile.IsGguf(from))
        {
            GgufModel.Requantize(from, to, storage);
            return 0;
        }

        var findings = GgufModel.Write(from, to, storage);
        foreach (var finding in findings)
            streams.Output.Write(finding + "\n");
        streams.Output.Flush();
        return findings.Count > 0 ? Tool.Failed : 0;
    }

    private static bool IsFile(string path) => path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);

    public static StorageType? FolderType(string name) => name.ToUpperInvariant() switch
    {
        "F32" => StorageType.Float32,
        "F16" => StorageType.Float16,
        "BF16" => StorageType.BFloat16,
        _ => null,
    };

    private static void CheckType(string? name, Action<string> error)
    {
        if (!string.IsNullOrEmpty(name) && GgufStorage.Find(name) is null)
            error($"There is no type '{name}'; there are {Names}.");
    }
}
