using System.Diagnostics;
using Attune.Models;

namespace Attune.Benchmarks.Decoding;

/// <summary>Our own tokens a second, through the engine that the server and the tool use.</summary>
internal sealed class DecodingRun(ICausalLanguageModel model)
{
    private readonly int _vocabulary = model.Configuration.VocabularySize;

    /// <summary>Tokens a second of a prompt, the best of three.</summary>
    public double Prompt(int length)
    {
        double best = 0;
        for (int i = 0; i < 3; i++)
        {
            var engine = new GenerationEngine(model, 1, length + 1);
            engine.Submit(Tokens(length, i), new GenerationOptions { MaxNewTokens = 1, StopTokens = [] });
            long start = Stopwatch.GetTimestamp();
            engine.Step();
            best = Math.Max(best, length / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Tokens a second that sequences grow by together, the best of three.</summary>
    public double Generation(int sequences, int length)
    {
        double best = 0;
        for (int i = 0; i < 3; i++)
        {
            var engine = new GenerationEngine(model, sequences, length + 8);
            for (int sequence = 0; sequence < sequences; sequence++)
                engine.Submit(Tokens(1, (10 * i) + sequence), new GenerationOptions { MaxNewTokens = length + 4, StopTokens = [] });
            engine.Step();
            engine.Step();
            long start = Stopwatch.GetTimestamp();
            for (int step = 0; step < length; step++)
                engine.Step();
            best = Math.Max(best, (double)sequences * length / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private int[] Tokens(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(_vocabulary))];
    }
}
