using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Cli.Datasets;

/// <summary>The options by which commands are told of datasets, and the rows that they name.</summary>
internal sealed class DatasetInput(Streams streams)
{
    public const string ShapeNames = "messages, sharegpt, alpaca, prompt-completion, text, preference and others; docs/datasets.md has their fields";

    private readonly Argument<string[]> _files = new("file") { Description = "Data files or patterns: .jsonl, .json, .csv, .tsv, .txt, also packed (.gz); - is JSONL from standard input." };
    private readonly Option<string> _shape = new("--shape") { Description = $"The form of the rows: {ShapeNames}. Default: as the first rows tell.", HelpName = "name", DefaultValueFactory = _ => "" };
    private readonly Option<string?> _tokenizer = new("--tokenizer", "-t") { Description = "A tokenizer's file or a model's folder; without one, rows are not rendered and tokens not looked at.", HelpName = "folder|file" };
    private readonly Option<string?> _template = new("--template") { Description = "The chat template. Default: the one beside the tokenizer.", HelpName = "file" };
    private readonly Option<bool> _latin1 = new("--latin1") { Description = "The files are in ISO 8859-1 and not in Unicode." };

    /// <param name="command">The command to give the options to.</param>
    /// <param name="needsFiles">Whether there must be a file.</param>
    /// <param name="withTokenizer">Whether tokenizer and template are options; else they are the model's.</param>
    public void Declare(Command command, bool needsFiles, bool withTokenizer = true)
    {
        _files.Arity = needsFiles ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore;
        command.Add(_files);
        foreach (var option in withTokenizer ? new Option[] { _shape, _tokenizer, _template, _latin1 } : [_shape, _latin1])
            command.Add(option);
    }

    public bool HasFiles(ParseResult arguments) => arguments.GetValue(_files) is { Length: > 0 };

    public ConversationEncoder? Encoder(ParseResult arguments)
    {
        return arguments.GetValue(_tokenizer) is { } path
            ? ConversationEncoder.Open(path, arguments.GetValue(_template), streams.OpenInput)
            : null;
    }

    /// <summary>The rows with what each becomes; the shape is that of the first rows where none is named.</summary>
    public ShapedRows Read(ParseResult arguments) => Read(arguments.GetValue(_files)!, arguments, DatasetPart.Train, null);

    /// <summary>Further rows, of the same shape as those before.</summary>
    public ShapedRows Read(IReadOnlyList<string> files, ParseResult arguments, DatasetPart part, IDatasetShape? shape)
    {
        var options = new DatasetFileOptions { Encoding = arguments.GetValue(_latin1) ? DatasetEncoding.Latin1 : DatasetEncoding.Unicode };
        List<(string File, IEnumerable<DatasetRow> Rows)> sources = [];
        foreach (var file in DatasetPaths.Expand(files))
            sources.Add(file == Streams.StandardInput ? StandardInput() : (file, DatasetReader.Read(file, options)));

        var name = arguments.GetValue(_shape)!;
        shape ??= name.Length > 0 ? DatasetShapes.Find(name) : DatasetShapes.Choose(DatasetShape.Detect, ShapedRows.Data(sources));
        return new ShapedRows(sources, part, shape);
    }

    private (string File, IEnumerable<DatasetRow> Rows) StandardInput()
    {
        using var reader = RowReader.Open(Streams.StandardInput, streams);
        var rows = reader.Lines().Select(line => new DatasetRow(line.File, line.Number, line.Parse())).ToList();
        return rows.Count > 0
            ? (rows[0].File, rows)
            : throw new AttuneException(ToolErrors.BadRow, "Standard input has no rows.", "Write JSONL to it, or name a file.", "stdin", 1, 1);
    }
}
