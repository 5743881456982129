using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Terminal;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers;

/// <summary><c>attune tokenizer train</c>: texts to a <c>tokenizer.json</c>.</summary>
internal sealed class TrainCommand(Streams streams)
{
    private const string Description = """
        Learns a tokenizer from text files and writes tokenizer.json. The same texts and options give the same file.

        Each line of the files is one text, its line end included; merges never cross from one to the next.
        Example: attune tokenizer train --model bpe --files corpus.txt more.txt --vocab-size 8000 --special-token "<|im_end|>" --out tokenizer.json
        """;

    private readonly Option<string> _model = new("--model") { Description = "The kind of model: bpe (byte-level).", Required = true };
    private readonly Option<string[]> _files = new("--files") { Description = "UTF-8 texts to learn from; - is standard input.", HelpName = "file", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _size = new("--vocab-size") { Description = "Tokens to reach, special tokens and bytes included.", Required = true };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The file to write.", HelpName = "tokenizer.json", Required = true };
    private readonly Option<int> _minFrequency = new("--min-frequency") { Description = "How often a pair must occur to be merged. Default: 2.", DefaultValueFactory = _ => 2 };
    private readonly Option<string[]> _special = new("--special-token") { Description = "A token that steers the model; may be given several times. They take the first ids.", HelpName = "token" };
    private readonly Option<string?> _pattern = new("--split-pattern") { Description = "How texts are cut before merging, as a regular expression in Oniguruma's syntax. Default: GPT-2's.", HelpName = "pattern" };

    public Command Create()
    {
        _model.AcceptOnlyFromAmong("bpe");
        var command = new Command("train", Description) { _model, _files, _size, _out, _minFrequency, _special, _pattern };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_size) < 1)
                result.AddError("--vocab-size must be at least 1.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var files = arguments.GetValue(_files)!;
        var options = new BpeTrainerOptions
        {
            VocabularySize = arguments.GetValue(_size),
            MinFrequency = arguments.GetValue(_minFrequency),
            SpecialTokens = arguments.GetValue(_special) ?? [],
            SplitPattern = arguments.GetValue(_pattern),
        };
        try
        {
            ByteLevelBpeTrainer.Train(Texts(files), options).Save(arguments.GetValue(_out)!);
        }
        catch (ArgumentException e)
        {
            streams.Error.WriteLine($"attune: {e.Message}");
            return Tool.WrongUsage;
        }

        return 0;
    }

    private IEnumerable<string> Texts(string[] files)
    {
        var progress = streams.ShowsProgress ? new ProgressLine(streams.Error, interactive: true, streams.Time, "texts") : null;
        var lines = 0;
        for (var i = 0; i < files.Length; i++)
        {
            foreach (var line in TextFileLines.Read(files[i], streams.OpenInput))
            {
                lines++;
                progress?.Show(i, files.Length, () => lines.ToString("N0", CultureInfo.InvariantCulture) + " lines");
                yield return line;
            }
        }

        progress?.End();
    }
}
