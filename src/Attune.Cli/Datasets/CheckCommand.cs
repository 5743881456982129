using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Terminal;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Cli.Datasets;

/// <summary><c>attune dataset check</c>: the checks of a project's build, without a project.</summary>
internal sealed class CheckCommand(Streams streams)
{
    private const string Description = """
        Reads every row as it would be trained on and says what is wrong with it, one line a finding:
        file(line,column): error ATT3051: fact remedy. Severities can be set in .editorconfig beside the data
        (dotnet_diagnostic.ATT3055.severity = none). With --json, each finding is an object on its line:
        {"file", "line", "column", "severity", "code", "fact", "remedy"}, and the last line has the figures.

        Exit code 0 without errors, 1 with errors.
        Example: attune dataset check chat.jsonl --shape messages --tokenizer models/llama --template chat.jinja
        """;

    private readonly DatasetInput _input = new(streams);
    private readonly Option<string[]> _heldOut = new("--held-out") { Description = "Files of rows that are held out for evaluation.", HelpName = "file", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _contextLength = new("--context-length") { Description = "The longest row the model can take, in tokens. Default: no limit.", HelpName = "tokens", DefaultValueFactory = _ => int.MaxValue };
    private readonly Option<string> _warn = new("--warn") { Description = "Rules that are warnings and not errors, such as \"ATT3055;ATT3056\".", HelpName = "ids", DefaultValueFactory = _ => "" };
    private readonly Option<bool> _json = new("--json") { Description = "Writes findings and figures as JSONL." };

    public Command Create()
    {
        var command = new Command("check", Description);
        _input.Declare(command, needsFiles: true);
        foreach (var option in new Option[] { _heldOut, _contextLength, _warn, _json })
            command.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var encoder = _input.Encoder(arguments);
        var train = _input.Read(arguments);
        List<ShapedRows> parts = [train];
        if (arguments.GetValue(_heldOut) is { Length: > 0 } heldOut)
            parts.Add(_input.Read(heldOut, arguments, DatasetPart.Test, train.Shape));
        var count = parts.Sum(part => part.Count());
        var files = parts.SelectMany(part => part.Files).Distinct(StringComparer.Ordinal).ToList();
        using var dataset = new CheckedDataset(files, count, encoder, arguments.GetValue(_contextLength), Ids(arguments.GetValue(_warn)!));
        var progress = streams.ShowsProgress ? new ProgressLine(streams.Error, interactive: true, streams.Time, "rows") : null;
        var done = 0;
        foreach (var row in parts.SelectMany(part => part))
        {
            dataset.Look(row);
            done++;
            progress?.Show(done, count, () => done.ToString("N0", CultureInfo.InvariantCulture));
        }

        progress?.End();
        var report = dataset.End();
        if (arguments.GetValue(_json))
            WriteJson(report, done);
        else
            WriteText(report, done, train.Shape.Name);
        streams.Output.Flush();
        return report.HasErrors ? Tool.Failed : 0;
    }

    public static HashSet<string> Ids(string list) => [.. list.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    private void WriteText(DatasetCheckReport report, int rows, string shape)
    {
        foreach (var line in report.Lines())
            streams.Output.Write(line + "\n");
        var figures = report.Statistics;
        var (errors, warnings) = (report.Count(RuleSeverity.Error), report.Count(RuleSeverity.Warning));
        streams.Output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows ({shape}); tokens p50 {figures.Whole.Median}, p95 {figures.Whole.Percentile95}, max {figures.Whole.Longest}; {figures.SupervisedShare:P0} supervised; {errors:N0} errors, {warnings:N0} warnings\n"));
    }

    /// <summary>Of each rule the findings that were kept; the figures count all.</summary>
    private void WriteJson(DatasetCheckReport report, int rows)
    {
        var json = new JsonLine();
        foreach (var finding in report.Findings)
        {
            json.BeginObject().Name("file").Value(finding.File).Name("line").Value(finding.Line).Name("column").Value(finding.Column);
            json.Name("severity").Value(finding.Severity.ToString().ToLowerInvariant()).Name("code").Value(finding.Code);
            json.Name("fact").Value(finding.Fact).Name("remedy").Value(finding.Remedy).EndObject().WriteTo(streams.Output);
        }

        var figures = report.Statistics;
        json.BeginObject().Name("rows").Value(rows).Name("tokens").Value(figures.Tokens).Name("supervised").Value(figures.SupervisedTokens);
        json.Name("p50").Value(figures.Whole.Median).Name("p95").Value(figures.Whole.Percentile95).Name("max").Value(figures.Whole.Longest);
        json.Name("errors").Value(report.Count(RuleSeverity.Error)).Name("warnings").Value(report.Count(RuleSeverity.Warning)).EndObject();
        json.WriteTo(streams.Output);
    }
}
