using System.Globalization;
using System.Text.Json;

namespace Attune.Benchmarks.LoraTraining;

/// <summary>What one side has answered so far.</summary>
internal sealed class LoraSide(PeerProcess process)
{
    private readonly List<double> _seconds = [];

    public List<double> Losses { get; } = [];

    /// <summary>Peak resident memory in MiB.</summary>
    public double Peak { get; private set; }

    public void Step()
    {
        var answer = process.Ask("1");
        _seconds.AddRange(Numbers(answer, "seconds"));
        Losses.AddRange(Numbers(answer, "losses"));
        Peak = answer.GetProperty("peak").GetDouble();
    }

    /// <summary>Tokens of rows a second; padding does not count.</summary>
    public double Speed(int[] tokens, int warmUp) => tokens.Skip(warmUp).Sum() / _seconds.Skip(warmUp).Sum();

    public string Line(string name, int[] tokens, int warmUp) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-8} {Speed(tokens, warmUp),8:N0} tokens/s  ({1000 * _seconds.Skip(warmUp).Average():N0} ms a step of {tokens.Skip(warmUp).Average():N0} tokens)  peak resident {Peak:N0} MiB");

    private static IEnumerable<double> Numbers(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());
}
