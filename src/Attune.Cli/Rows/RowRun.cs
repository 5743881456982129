using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Terminal;
using Attune.Text.Datasets;
using Attune.Text.Templates;

namespace Attune.Cli.Rows;

/// <summary>Answers rows: one line out for each line in, in order; a row that fails is answered with its error.</summary>
internal static class RowRun
{
    /// <param name="path">The file of rows; standard input where it is null or <c>-</c>.</param>
    /// <param name="streams">Where answers go.</param>
    /// <param name="answer">Writes the answer to a row. What it throws becomes the row's error, and what it wrote is forgotten.</param>
    public static void Run(string? path, Streams streams, Action<DataValue, JsonLine> answer)
    {
        using var reader = RowReader.Open(path, streams);
        var progress = streams.ShowsProgress && reader.Length > 0
            ? new ProgressLine(streams.Error, interactive: true, streams.Time, "rows")
            : null;
        var json = new JsonLine();
        var rows = 0;
        foreach (var line in reader.Lines())
        {
            Answer(line, answer, json);
            json.WriteTo(streams.Output);
            rows++;
            progress?.Show((int)(reader.Position >> 10), (int)(reader.Length >> 10) + 1, () => rows.ToString("N0", CultureInfo.InvariantCulture));
        }

        progress?.End();
        streams.Output.Flush();
    }

    /// <summary>One answer, for input that is not rows.</summary>
    public static void Single(string file, Streams streams, Action<JsonLine> answer)
    {
        var json = new JsonLine();
        Guard(file, 0, json, answer);
        json.WriteTo(streams.Output);
        streams.Output.Flush();
    }

    private static void Answer(RowLine line, Action<DataValue, JsonLine> answer, JsonLine json) =>
        Guard(line.File, line.Number, json, to => answer(line.Parse(), to));

    private static void Guard(string file, int number, JsonLine json, Action<JsonLine> answer)
    {
        try
        {
            answer(json);
        }
        catch (AttuneException e)
        {
            WriteError(json, e);
        }
        catch (TemplateException e)
        {
            WriteError(json, e.ToAttuneException(file));
        }
        catch (Exception e) when (e is not (ClosedPipeException or OperationCanceledException))
        {
            // Thousands of other rows wait; a defect at one must not cost their answers.
            WriteError(json, ToolErrors.Defect(file, number, e));
        }
    }

    private static void WriteError(JsonLine json, AttuneException e)
    {
        json.Clear();
        json.BeginObject().Name("error").Value(e.ToString()).EndObject();
    }
}
