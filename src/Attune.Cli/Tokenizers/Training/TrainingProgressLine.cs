using System.Globalization;
using Attune.Terminal;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tokenizers.Training;

/// <summary>Shows a person how far a training is: a line for each stage.</summary>
internal sealed class TrainingProgressLine(TextWriter output, TimeProvider time) : IProgress<TokenizerTrainingProgress>
{
    private ProgressLine? _line;
    private TokenizerTrainingStage _stage;

    public void Report(TokenizerTrainingProgress value)
    {
        if (_line is null || _stage != value.Stage)
        {
            End();
            _stage = value.Stage;
            _line = new ProgressLine(output, interactive: true, time, Label(_stage));
        }

        var done = value.Done.ToString("N0", CultureInfo.InvariantCulture);
        if (value.Total is { } total)
            _line.Show((int)Math.Min(value.Done, int.MaxValue), (int)Math.Min(total, int.MaxValue), () => $"{done} {Counted(_stage)}");
        else
            _line.ShowCount($"{done} {Counted(_stage)}");
    }

    public void End() => _line?.End();

    private static string Label(TokenizerTrainingStage stage) => stage switch
    {
        TokenizerTrainingStage.CountingWords => "counting",
        TokenizerTrainingStage.Merging => "merging",
        _ => "estimating",
    };

    private static string Counted(TokenizerTrainingStage stage) => stage switch
    {
        TokenizerTrainingStage.CountingWords => "texts",
        TokenizerTrainingStage.Merging => "tokens",
        _ => "rounds",
    };
}
