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
        var rows = _input.Read(arguments);
        if (arguments.GetValue(_heldOut) is { Length: > 0 } heldOut)
            rows.AddRange(_input.Read(heldOut, arguments, DatasetPart.Test, rows[0].Shape));
        var progress = streams.ShowsProgress ? new ProgressLine(streams.Error, interactive: true, streams.Time, "rows") : null;
        var result = CheckedDataset.Check(
            rows, encoder, arguments.GetValue(_contextLength), Ids(arguments.GetValue(_warn)!),
            done => progress?.Show(done, rows.Count, () => done.ToString("N0", CultureInfo.InvariantCulture)));
        progress?.End();
        if (arguments.GetValue(_json))
            WriteJson(result);
        else
            WriteText(result, rows[0].Shape.Name);
        streams.Output.Flush();
        return result.HasErrors ? Tool.Failed : 0;
    }

    public static HashSet<string> Ids(string list) => [.. list.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    private void WriteText(CheckedDataset result, string shape)
    {
        foreach (var line in DatasetCheckReport.LinesOf(result.Findings))
            streams.Output.Write(line + "\n");
        var figures = result.Report.Statistics;
        var (errors, warnings) = (Count(result, RuleSeverity.Error), Count(result, RuleSeverity.Warning));
        streams.Output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Rows.Count:N0} rows ({shape}); tokens p50 {figures.Whole.Median}, p95 {figures.Whole.Percentile95}, max {figures.Whole.Longest}; {figures.SupervisedShare:P0} supervised; {errors:N0} errors, {warnings:N0} warnings\n"));
    }

    private void WriteJson(CheckedDataset result)
    {
        var json = new JsonLine();
        foreach (var finding in result.Findings)
        {
            json.BeginObject().Name("file").Value(finding.File).Name("line").Value(finding.Line).Name("column").Value(finding.Column);
            json.Name("severity").Value(finding.Severity.ToString().ToLowerInvariant()).Name("code").Value(finding.Code);
            json.Name("fact").Value(finding.Fact).Name("remedy").Value(finding.Remedy).EndObject().WriteTo(streams.Output);
        }

        var figures = result.Report.Statistics;
        json.BeginObject().Name("rows").Value(result.Rows.Count).Name("tokens").Value(figures.Tokens).Name("supervised").Value(figures.SupervisedTokens);
        json.Name("p50").Value(figures.Whole.Median).Name("p95").Value(figures.Whole.Percentile95).Name("max").Value(figures.Whole.Longest);
        json.Name("errors").Value(Count(result, RuleSeverity.Error)).Name("warnings").Value(Count(result, RuleSeverity.Warning)).EndObject();
        json.WriteTo(streams.Output);
    }

    private static int Count(CheckedDataset result, RuleSeverity severity) => result.Findings.Count(finding => finding.Severity == severity);
}
