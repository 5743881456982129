using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers;

/// <summary><c>attune tokenizer decode</c>: rows of ids to rows of text.</summary>
internal sealed class DecodeCommand(Streams streams)
{
    private const string Description = """
        Turns token ids into text as Hugging Face tokenizers does.

        A row is {"ids": [...]} or {"ids": [...], "skip_special_tokens": false}; the answer is {"text": "..."}. Special
        tokens are skipped unless the row or --special-tokens says otherwise. Ids that the vocabulary does not have stand
        for nothing. All other fields are ignored.

        Exit code 0 when every row was answered, error rows included.
        Example: attune tokenizer decode --tokenizer models/gpt2 --cases ids.jsonl
        """;

    private readonly Option<string> _tokenizer = new("--tokenizer", "-t") { Description = TokenizerCommand.Files, HelpName = "folder|file", Required = true };
    private readonly Option<string?> _cases = new("--cases") { Description = "Rows to decode; - or nothing is standard input.", HelpName = "rows.jsonl" };
    private readonly Option<bool> _special = new("--special-tokens") { Description = "Writes special tokens too, where a row does not say." };

    public Command Create()
    {
        var command = new Command("decode", Description) { _tokenizer, _cases, _special };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var tokenizer = Tokenizer.Load(arguments.GetValue(_tokenizer)!);
        var skip = !arguments.GetValue(_special);
        RowRun.Run(arguments.GetValue(_cases), streams, (row, json) =>
        {
            int[] ids = [.. row.Required("ids").Items.Select(id => id.AsInt32())];
            var text = tokenizer.Decode(ids, row.Optional("skip_special_tokens")?.AsBoolean() ?? skip);
            json.BeginObject().Name("text").Value(text).EndObject();
        });
        return 0;
    }
}
