using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Cli.Datasets;
using Attune.Inspection;
using Attune.Terminal;
using Attune.Text.Datasets.Checks;

namespace Attune.Cli.Inspection;

/// <summary><c>attune inspect</c>: a page that shows rows token by token.</summary>
internal sealed class InspectCommand(Streams streams)
{
    private const string Description = """
        Writes one HTML page that shows rows token by token: text, id, role, supervised or not, the template's own or
        content, special; and what the checks found. The page needs nothing else and loads nothing.

        Give data files with --tokenizer, or --project for the rows of a project as its recipes see them.
        Example: attune inspect chat.jsonl --tokenizer models/llama --out page.html
        """;

    private readonly DatasetInput _input = new(streams);
    private readonly Option<string> _out = new("--out", "-o") { Description = "The page to write; - is standard output.", HelpName = "page.html", Required = true };
    private readonly Option<int> _rows = new("--rows") { Description = "How many rows to show at most. Default: 1000.", DefaultValueFactory = _ => 1000 };
    private readonly Option<string?> _project = new("--project") { Description = "A tuning project's folder; its own program writes the page.", HelpName = "folder" };
    private readonly Option<string?> _recipe = new("--recipe") { Description = "With --project: only this recipe.", HelpName = "name" };

    public Command Create()
    {
        var command = new Command("inspect", Description);
        _input.Declare(command, needsFiles: false);
        foreach (var option in new Option[] { _out, _rows, _project, _recipe })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var (project, tokenizer) = (result.GetValue(_project) is not null, result.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(option => option.Option.Name == "--tokenizer"));
            var files = result.Children.OfType<System.CommandLine.Parsing.ArgumentResult>().Any(argument => argument.Tokens.Count > 0);
            if (project == files)
                result.AddError("Give data files, or --project.");
            else if (files && !tokenizer)
                result.AddError("Data files need --tokenizer.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(_out)!;
        if (arguments.GetValue(_project) is { } project)
            return ProjectProgram.Inspect(project, path, arguments.GetValue(_recipe), streams);
        var encoder = _input.Encoder(arguments)!;
        var read = _input.Read(arguments);
        var (count, most) = (read.Count(), Math.Max(1, arguments.GetValue(_rows)));
        var shown = new List<(ShapedRow Row, IReadOnlyList<(string Name, EncodedRow Encoded)> Encoded)>();
        using var dataset = new CheckedDataset(read.Files, Math.Min(count, most), encoder, int.MaxValue, new HashSet<string>());
        var progress = streams.ShowsProgress ? new ProgressLine(streams.Error, interactive: true, streams.Time, "rows") : null;
        foreach (var row in read.Take(most))
        {
            shown.Add((row, dataset.Look(row)));
            progress?.Show(shown.Count, Math.Min(count, most), () => shown.Count.ToString("N0", CultureInfo.InvariantCulture));
        }

        progress?.End();
        var facts = new List<(string, string)> { ("shape", read.Shape.Name) };
        if (encoder.Template is { } template)
            facts.Add(("template", template.Hash[..12]));
        if (count > shown.Count)
            facts.Add(("rows in all", count.ToString("N0", CultureInfo.InvariantCulture)));
        var rows = Rows(shown, dataset.End());
        var title = Path.GetFileName(shown[0].Row.Data.File);
        if (path == Streams.StandardInput)
        {
            using var page = new MemoryStream();
            InspectionPage.Write(page, title, facts, rows, encoder.Tokenizer);
            streams.Output.Write(System.Text.Encoding.UTF8.GetString(page.GetBuffer().AsSpan(0, (int)page.Length)));
            streams.Output.Flush();
        }
        else
        {
            InspectionPage.Write(path, title, facts, rows, encoder.Tokenizer);
        }

        return 0;
    }

    private static IEnumerable<InspectedRow> Rows(
        IEnumerable<(ShapedRow Row, IReadOnlyList<(string Name, EncodedRow Encoded)> Encoded)> shown, DatasetCheckReport report)
    {
        var remarks = report.Findings.ToLookup(finding => (finding.File, finding.Line), RowRemark.Of);
        foreach (var (row, encoded) in shown)
        {
            var place = (row.Data.File, row.Data.Line);
            var source = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(row.Data.File)}({row.Data.Line})");
            if (encoded.Count == 0)
                yield return new InspectedRow { Source = source, Remarks = [.. remarks[place]] };
            foreach (var (name, tokens) in encoded)
                yield return InspectedRow.Of(tokens, remarks[place]) with { Source = name.Length == 0 ? source : $"{source} {name}" };
        }
    }
}
