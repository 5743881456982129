using System.CommandLine;
using System.CommandLine.Parsing;
using Attune.Cli.CommandLine;
using Attune.Cli.Tokenizers.Training;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers;

/// <summary><c>attune tokenizer train</c>: texts to a <c>tokenizer.json</c>.</summary>
internal sealed class TrainCommand(Streams streams)
{
    private const string Description = """
        Learns a tokenizer from text files and writes tokenizer.json. The same texts and options give the same file,
        whatever the number of threads.

        Each line of the files is one text; tokens never cross from one to the next. bpe sees line ends, the others do not.
        Without --from, bpe works on bytes (GPT-2's pattern), wordpiece as uncased BERT, unigram as SentencePiece (NFKC), and
        wordlevel cuts at blanks and marks. The token of what the vocabulary lacks ([UNK], <unk>) is added where it is missing.
        Example: attune tokenizer train --model bpe --files corpus.txt more.txt --vocabulary-size 8000 --special "<|im_end|>" --out tokenizer.json
        """;

    private readonly Option<string> _model = new("--model") { Description = "The kind of model: bpe, wordpiece, unigram or wordlevel.", HelpName = "kind", Required = true };
    private readonly Option<string[]> _files = new("--files") { Description = "UTF-8 texts to learn from; - is standard input.", HelpName = "file", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _size = new("--vocabulary-size", "--vocab-size") { Description = "Tokens to reach, special tokens, characters and bytes included.", Required = true };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The file to write.", HelpName = "tokenizer.json", Required = true };
    private readonly Option<string?> _from = new("--from") { Description = "Takes normalizer, pre-tokenizer, post-processor, decoder and special tokens from a tokenizer. " + TokenizerCommand.Files, HelpName = "folder|file" };
    private readonly Option<int?> _minFrequency = new("--min-frequency") { Description = "How often a pair (bpe, wordpiece: default 2) or a word (wordlevel: default 0) must occur." };
    private readonly Option<int?> _alphabet = new("--limit-alphabet") { Description = "How many characters the alphabet of bpe or wordpiece may have, the most frequent first. Default: all." };
    private readonly Option<string[]> _special = new("--special", "--special-token") { Description = "A token that steers the model; may be given several times. They take the first ids.", HelpName = "token" };
    private readonly Option<string?> _pattern = new("--split-pattern") { Description = "How bpe cuts texts before merging, as a regular expression in Oniguruma's syntax. Default: GPT-2's.", HelpName = "pattern" };
    private readonly Option<int?> _threads = new("--threads") { Description = "Default: one for each core." };

    public Command Create()
    {
        _model.AcceptOnlyFromAmong([.. TrainedModel.All.Select(model => model.Name)]);
        var command = new Command("train", Description) { _model, _files, _size, _out, _from, _minFrequency, _alphabet, _special, _pattern, _threads };
        command.Validators.Add(Validate);
        command.SetAction(Run);
        return command;
    }

    private void Validate(CommandResult result)
    {
        try
        {
            ValidateValues(result);
        }
        catch (InvalidOperationException)
        {
            // A value that is no number or no kind of model: its own option tells it.
        }
    }

    private void ValidateValues(CommandResult result)
    {
        if (result.GetValue(_size) < 1)
            result.AddError("--vocabulary-size must be at least 1.");
        if (result.GetValue(_minFrequency) < 0)
            result.AddError("--min-frequency must be at least 0.");
        if (result.GetValue(_alphabet) < 0)
            result.AddError("--limit-alphabet must be at least 0.");
        if (result.GetValue(_threads) < 1)
            result.AddError("--threads must be at least 1.");
        if (result.GetValue(_special)?.Any(string.IsNullOrEmpty) == true)
            result.AddError("--special must not be empty.");
        var name = result.GetValue(_model);
        if (TrainedModel.All.FirstOrDefault(model => model.Name == name) is { } known)
            ValidateFor(known, result);
    }

    private void ValidateFor(TrainedModel model, CommandResult result)
    {
        if (result.GetValue(_minFrequency) is not null && model.WhyNoMinFrequency is { } noFrequency)
            result.AddError($"--min-frequency does nothing with --model {model.Name}: {noFrequency}. Leave it out.");
        if (result.GetValue(_alphabet) is not null && model.WhyNoAlphabetLimit is { } noLimit)
            result.AddError($"--limit-alphabet does nothing with --model {model.Name}: {noLimit}. Leave it out.");
        if (result.GetValue(_pattern) is null)
            return;
        if (model is not TrainedBpe)
            result.AddError($"--split-pattern is for --model bpe; give the pre-tokenizer of {model.Name} with --from.");
        else if (result.GetValue(_from) is not null)
            result.AddError("--split-pattern and --from both say how texts are cut. Leave one of them out.");
    }

    private int Run(ParseResult arguments)
    {
        var model = TrainedModel.All.First(each => each.Name == arguments.GetValue(_model));
        Tokenizer start;
        try
        {
            start = arguments.GetValue(_from) is { } from ? Tokenizer.Load(from)
                : arguments.GetValue(_pattern) is { } pattern ? UntrainedTokenizer.ByteLevelBpe(pattern)
                : model.Untrained();
        }
        catch (ArgumentException e)
        {
            streams.Error.WriteLine($"attune: --split-pattern: {e.Message}");
            return Tool.WrongUsage;
        }

        var before = start.Parts.AddedTokens.Where(token => token.Special).Select(token => token.Content);
        var settings = new TrainingSettings(
            arguments.GetValue(_size), arguments.GetValue(_minFrequency), arguments.GetValue(_alphabet),
            [.. before.Concat(arguments.GetValue(_special) ?? []).Distinct()]);
        var progress = streams.ErrorIsTerminal ? new TrainingProgressLine(streams.Error, streams.Time) : null;
        var texts = TrainingTexts.Read(arguments.GetValue(_files)!, model.KeepsLineEnds, streams.OpenInput);
        var trained = TokenizerTrainer.Train(start, texts, model.Trainer(start.Parts, settings), arguments.GetValue(_threads) ?? Environment.ProcessorCount, progress);
        progress?.End();
        trained.Save(arguments.GetValue(_out)!);
        return 0;
    }
}
