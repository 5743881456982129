using Attune.Models;
using Attune.Tensors;

namespace Attune.Pretrain.Training;

/// <summary><c>sample [--from FOLDER] [--system TEXT] [--user TEXT | --text TEXT] [--temperature T] [--count N]</c>: lets the model write.</summary>
internal static class SampleVerb
{
    public static int Run(string[] args)
    {
        var options = new Options(args);
        BaseModel folder = BaseModel.Open(options.Text("--from", TinyModel.Folder));
        using var backend = new CpuBackend();
        ICausalLanguageModel model = folder.LoadModel(backend);
        string system = options.Text("--system") is { } text ? $"{TinyModel.TurnStart}system\n{text}{TinyModel.TurnEnd}\n" : "";
        string prompt = options.Text("--user") is { } user
            ? $"{system}{TinyModel.TurnStart}user\n{user}{TinyModel.TurnEnd}\n{TinyModel.TurnStart}assistant\n"
            : options.Text("--text", "The");
        int[] tokens = folder.Tokenizer.Encode(prompt).Ids;
        int count = (int)options.Number("--count", 1);
        var results = new TextGenerator(model, folder.Tokenizer).Generate(
            [.. Enumerable.Repeat(tokens, count)],
            new GenerationOptions { MaxNewTokens = 160, Temperature = options.Real("--temperature", 0), StopTokens = [.. folder.StopTokenIds], Seed = (ulong)options.Number("--seed", 1) });
        foreach (GenerationResult result in results)
            Console.WriteLine($"--- {result.Reason}\n{result.Text}");
        return 0;
    }
}
