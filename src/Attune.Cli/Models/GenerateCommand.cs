using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Models;
using Attune.Text.Conversations;
using Attune.Text.Conversations.Reading;
using Attune.Text.Datasets;

namespace Attune.Cli.Models;

/// <summary><c>attune model generate</c>: rows of prompts to rows of answers.</summary>
internal sealed class GenerateCommand(Streams streams)
{
    private const string Description = """
        Lets a model go on from prompts, greedily unless a temperature is given.

        A row is {"prompt": "..."} (plain text, special tokens recognised), {"ids": [...]}, or {"messages": [...]}, which the
        model's chat template renders. The answer is {"text", "ids", "reason": "stop" or "length"}. A model that comes without a
        tokenizer reads rows of ids, and its answers have no text.
        Exit code 0 when every row was answered, error rows included.
        Example: attune model generate --model models/llama --cases rows.jsonl --max-tokens 64
        """;

    private readonly ModelInput _input = new();
    private readonly Option<string?> _cases = new("--cases") { Description = "Rows to answer; - or nothing is standard input.", HelpName = "rows.jsonl" };
    private readonly Option<int> _maxTokens = new("--max-tokens") { Description = "The most tokens of an answer.", HelpName = "count", DefaultValueFactory = _ => 256 };
    private readonly Option<double> _temperature = new("--temperature") { Description = "How much chance decides; 0 is not at all.", HelpName = "number", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _topK = new("--top-k") { Description = "Only so many of the likeliest tokens; 0 is all.", HelpName = "count", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _topP = new("--top-p") { Description = "Only the likeliest tokens that together have this probability.", HelpName = "number", DefaultValueFactory = _ => 1 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed of what is drawn.", HelpName = "number", DefaultValueFactory = _ => 0 };
    private readonly Option<bool> _ignoreStops = new("--ignore-stops") { Description = "Goes on behind stop tokens, for comparisons." };

    public Command Create()
    {
        var command = new Command("generate", Description) { _cases, _maxTokens, _temperature, _topK, _topP, _seed, _ignoreStops };
        _input.Declare(command, withAdapter: true, withActivations: true, withFrozen: true);
        command.SetAction(Run);
        return command;
    }

    private const string NoTokenizer = "ATT4020";

    private int Run(ParseResult arguments)
    {
        using var backend = _input.Backend(arguments);
        var model = _input.LoadFrozen(arguments, backend);
        var text = OpenText(_input.Path(arguments));
        var options = new GenerationOptions
        {
            MaxNewTokens = arguments.GetValue(_maxTokens),
            Temperature = arguments.GetValue(_temperature),
            TopK = arguments.GetValue(_topK),
            TopP = arguments.GetValue(_topP),
            Seed = arguments.GetValue(_seed),
            StopTokens = arguments.GetValue(_ignoreStops) ? [] : [.. (text?.StopTokenIds ?? new HashSet<int>()).Union(model.Configuration.EndTokenIds).Order()],
        };
        var generator = new TextGenerator(model, text?.Tokenizer);
        RowRun.Run(arguments.GetValue(_cases), streams, (row, json) =>
        {
            var result = generator.Generate([Prompt(text, row, model.Configuration.VocabularySize)], options)[0];
            json.BeginObject();
            if (text is not null)
                json.Name("text").Value(result.Text);
            json.Name("ids").Values(result.TokenIds);
            json.Name("reason").Value(result.Reason is FinishReason.MaxNewTokens or FinishReason.ContextLength ? "length" : "stop").EndObject();
        });
        return 0;
    }

    /// <summary>The tokenizer and what stands beside it, or null for a folder that has a model and no text.</summary>
    private static ModelText? OpenText(string path)
    {
        try
        {
            return ModelText.Open(path);
        }
        catch (AttuneException exception) when (exception.Code == NoTokenizer && File.Exists(System.IO.Path.Combine(path, "config.json")))
        {
            return null;
        }
    }

    private static int[] Prompt(ModelText? text, DataValue row, int vocabulary)
    {
        int[] ids = row.Optional("ids") is { } given ? [.. given.Items.Select(id => Id(id, vocabulary))] : Encoded(text, row);
        ModelInput.CheckIds(ids, vocabulary, row.File, row.Line);
        return ids.Length > 0
            ? ids
            : throw new AttuneException(ToolErrors.BadRow, "The prompt has no tokens.", "Give at least one token to go on from.", row.File, row.Line, row.Column);
    }

    private static int[] Encoded(ModelText? text, DataValue row)
    {
        if (text is null)
            throw new AttuneException(ToolErrors.BadRow, "The model comes with no tokenizer.", "Give rows with \"ids\".", row.File, row.Line, row.Column);
        if (row.Optional("messages") is null)
            return text.Tokenizer.Encode(row.Required("prompt").AsString(), addSpecialTokens: true).Ids;
        if (text.ChatTemplateSource is not { } source)
            throw new AttuneException(ToolErrors.NoTemplate, "The model comes with no chat template.", "Give rows with \"prompt\".", row.File, row.Line, row.Column);
        var conversation = ConversationReader.Read(row);
        return text.Tokenizer.Encode(ChatTemplate.Parse(source, text.SpecialTokens).Render(conversation, addGenerationPrompt: true).Text).Ids;
    }

    private static int Id(DataValue value, int vocabulary) => value.AsInt32() is var id && id >= 0 && id < vocabulary
        ? id
        : throw new AttuneException(ToolErrors.BadRow, $"The id {id} is not one of the model's {vocabulary} tokens.", "Give ids of this model's tokenizer.", value.File, value.Line, value.Column);
}
