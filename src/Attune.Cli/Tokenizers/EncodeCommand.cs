using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers;

/// <summary><c>attune tokenizer encode</c>: rows of texts to rows of tokens.</summary>
internal sealed class EncodeCommand(Streams streams)
{
    private const string Description = """
        Turns texts into tokens as Hugging Face tokenizers does.

        A row is {"text": "..."} or {"text": "...", "pair": "..."}; the answer is {"ids": [...], "tokens": [...]}, and with
        --offsets "offsets": [[start, end], ...] in Unicode code points of the text, as Python and Hugging Face count them
        (not bytes, not UTF-16 units). A pair's offsets count in its own text; its answer has "type_ids" too.
        More fields of a row, both true or false: "add_special_tokens" (else as --no-special-tokens says) and
        "encode_special_tokens" (true: what spells a special token is plain text; default false).
        All other fields are ignored. Texts are neither cut nor filled up.

        Exit code 0 when every row was answered, error rows included.
        Example: attune tokenizer encode --tokenizer models/llama --cases rows.jsonl --offsets
        """;

    private readonly Option<string> _tokenizer = new("--tokenizer", "-t") { Description = TokenizerCommand.Files, HelpName = "folder|file", Required = true };
    private readonly Option<string?> _cases = new("--cases") { Description = "Rows to encode; - or nothing is standard input.", HelpName = "rows.jsonl" };
    private readonly Option<bool> _noSpecialTokens = new("--no-special-tokens") { Description = "Puts no special tokens (BOS and the like) around." };
    private readonly Option<bool> _offsets = new("--offsets") { Description = "Says where each token lies in its text, in code points." };

    public Command Create()
    {
        var command = new Command("encode", Description) { _tokenizer, _cases, _noSpecialTokens, _offsets };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var tokenizer = Tokenizer.Load(arguments.GetValue(_tokenizer)!);
        var (around, offsets) = (!arguments.GetValue(_noSpecialTokens), arguments.GetValue(_offsets));
        RowRun.Run(arguments.GetValue(_cases), streams, (row, json) => Encode(tokenizer, row, around, offsets, json));
        return 0;
    }

    private static void Encode(Tokenizer tokenizer, DataValue row, bool around, bool offsets, JsonLine json)
    {
        var text = row.Required("text").AsString();
        var pair = row.Optional("pair")?.AsString();
        var encoding = tokenizer.EncodePair(text, pair, new EncodingOptions
        {
            AddSpecialTokens = row.Optional("add_special_tokens")?.AsBoolean() ?? around,
            ParseSpecialTokens = row.Optional("encode_special_tokens")?.AsBoolean() != true,
        });
        json.BeginObject().Name("ids").Values(encoding.Ids).Name("tokens").Values(encoding.Tokens);
        if (offsets)
            WriteOffsets(encoding, text, pair, json);
        if (pair is not null)
            json.Name("type_ids").Values(encoding.TypeIds);
        json.EndObject();
    }

    private static void WriteOffsets(TokenEncoding encoding, string text, string? pair, JsonLine json)
    {
        CodePointCounter[] texts = [new(text), new(pair ?? "")];
        json.Name("offsets").BeginArray();
        for (var i = 0; i < encoding.Count; i++)
        {
            var points = texts[encoding.SequenceIds[i] ?? 0];
            json.BeginArray().Value(points.At(encoding.Offsets[i].Start)).Value(points.At(encoding.Offsets[i].End)).EndArray();
        }

        json.EndArray();
    }
}
