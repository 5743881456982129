using System.Text.Json;
using Attune.Evaluation;

namespace Attune.Evaluating;

/// <summary>Reads the loss curves that training wrote.</summary>
internal static class MetricsCurves
{
    public static (IReadOnlyList<CurvePoint> Training, IReadOnlyList<CurvePoint> Validation) Read(string path)
    {
        List<CurvePoint> training = [], validation = [];
        if (!File.Exists(path))
            return (training, validation);
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var step = document.RootElement.GetProperty("step").GetInt32();
                if (document.RootElement.TryGetProperty("loss", out var loss))
                    training.Add(new CurvePoint(step, loss.GetDouble()));
                if (document.RootElement.TryGetProperty("validationLoss", out var held))
                    validation.Add(new CurvePoint(step, held.GetDouble()));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                // A line cut by a crash; the curve does without it.
            }
        }

        return (training, validation);
    }
}
