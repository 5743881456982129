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
        model's chat template renders. The answer is {"text", "ids", "reason": "stop" or "length"}.
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
        _input.Declare(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        using var backend = _input.Backend(arguments);
        var text = ModelText.Open(_input.Path(arguments));
        var model = _input.Load(arguments, backend);
        var options = new GenerationOptions
        {
            MaxNewTokens = arguments.GetValue(_maxTokens),
            Temperature = arguments.GetValue(_temperature),
            TopK = arguments.GetValue(_topK),
            TopP = arguments.GetValue(_topP),
            Seed = arguments.GetValue(_seed),
            StopTokens = arguments.GetValue(_ignoreStops) ? [] : [.. text.StopTokenIds.Union(model.Configuration.EndTokenIds).Order()],
        };
        var generator = new TextGenerator(model, text.Tokenizer);
        RowRun.Run(arguments.GetValue(_cases), streams, (row, json) =>
        {
            var result = generator.Generate([Prompt(text, row)], options)[0];
            json.BeginObject().Name("text").Value(result.Text).Name("ids").Values(result.TokenIds);
            json.Name("reason").Value(result.Reason is FinishReason.MaxNewTokens or FinishReason.ContextLength ? "length" : "stop").EndObject();
        });
        return 0;
    }

    private static int[] Prompt(ModelText text, DataValue row)
    {
        if (row.Optional("ids") is { } ids)
            return [.. ids.Items.Select(id => id.AsInt32())];
        if (row.Optional("messages") is null)
            return text.Tokenizer.Encode(row.Required("prompt").AsString(), addSpecialTokens: true).Ids;
        if (text.ChatTemplateSource is not { } source)
            throw new AttuneException(ToolErrors.NoTemplate, "The model comes with no chat template.", "Give rows with \"prompt\".", row.File, row.Line, row.Column);
        var conversation = ConversationReader.Read(row);
        return text.Tokenizer.Encode(ChatTemplate.Parse(source, text.SpecialTokens).Render(conversation, addGenerationPrompt: true).Text).Ids;
    }
}
