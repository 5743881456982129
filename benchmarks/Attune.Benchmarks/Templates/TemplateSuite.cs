using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Attune.Benchmarks.Templates;

/// <summary>
/// Real chat templates, already compiled, over the same conversations on both sides: renders per second here and with
/// Jinja2 in Python, in turns, each warmed up until its rate rises no more. ATTUNE_PEER holds the command that runs Python
/// with transformers; without it only our own speed is printed. <c>--shared</c> names the folder with templates and conversations.
/// </summary>
internal static class TemplateSuite
{
    private const int Turns = 5;
    private const double SecondsPerTurn = 0.3;

    // The first rounds are run by code that is not optimized yet, or not for what it does most.
    private const int FewestWarmUps = 3;
    private const int MostWarmUps = 8;
    private const double SteadyBelow = 1.02;

    private static readonly string[] s_templates =
    [
        "tpl-trl/llama3.jinja", "tpl-trl/llama3_1.jinja", "tpl-trl/qwen2_5.jinja", "tpl-trl/qwen3.jinja", "tpl-trl/gemma.jinja", "tpl-trl/gemma3.jinja",
        "tpl-llamacpp/mistralai-Mistral-Nemo-Instruct-2407.jinja", "tpl-axolotl/mistral_v2v3.jinja", "tpl-trl/phi3.jinja",
    ];

    // The shortest of real ones, and the one that most fine-tuned models have.
    private const string ChatMl =
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--shared");
        var workload = TemplateWorkload.Load(at < 0 ? "../shared" : args[at + 1], [("ChatML", ChatMl)], s_templates);
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            using var peer = StartPeer(workload, folder);
            var outputs = peer?.Read();
            if (outputs is { } given)
                Console.WriteLine($"peer: {given.GetProperty("about").GetString()}");
            return Measure(workload, peer, outputs?.GetProperty("outputs"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PeerProcess? StartPeer(TemplateWorkload workload, string folder)
    {
        if (Environment.GetEnvironmentVariable("ATTUNE_PEER") is not { Length: > 0 } command)
        {
            Console.WriteLine("ATTUNE_PEER is not set: no comparison.");
            return null;
        }

        File.WriteAllText(Path.Combine(folder, "templates.json"), workload.ToJson());
        return new PeerProcess(command, "jinja_templates.py", folder);
    }

    private static int Measure(TemplateWorkload workload, PeerProcess? peer, JsonElement? outputs)
    {
        double logarithms = 0;
        var different = 0;
        Console.WriteLine($"{"template",-56} contexts   Attune/s  unmarked/s   Jinja2/s    ratio  unmarked");
        for (var i = 0; i < workload.Templates.Count; i++)
        {
            var contexts = workload.Renderable(i, outputs?[i], out var mismatches);
            different += mismatches;
            List<double> ours = [], unmarked = [], theirs = [];
            var index = i;
            List<(List<double> Speeds, Func<double> Measure)> sides =
            [
                (ours, () => Speed(workload, index, contexts, track: true)),
                (unmarked, () => Speed(workload, index, contexts, track: false)),
            ];
            if (peer is not null)
                sides.Add((theirs, () => Speed(peer.Ask(string.Create(CultureInfo.InvariantCulture, $"{index} {SecondsPerTurn}")))));
            foreach (var side in sides)
                WarmUp(side.Measure);
            for (var turn = 0; turn < Turns; turn++)
            {
                foreach (var side in sides)
                    side.Speeds.Add(side.Measure());
            }

            double mine = Median(ours), bare = Median(unmarked), other = peer is null ? double.NaN : Median(theirs);
            logarithms += Math.Log(mine / other);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{workload.Templates[i].Name,-56} {contexts.Count,8} {mine,10:N0} {bare,11:N0} {other,10:N0} {mine / other,8:N1} {bare / other,9:N1}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"geometric mean of the ratios {Math.Exp(logarithms / workload.Templates.Count):N1}; outputs that differ: {different}"));
        return different == 0 ? 0 : 1;
    }

    private static double Speed(TemplateWorkload workload, int index, List<IReadOnlyDictionary<string, object?>> contexts, bool track)
    {
        var template = workload.Templates[index].Template;
        var options = workload.Options with { TrackMessages = track };
        long renders = 0, start = Stopwatch.GetTimestamp();
        do
        {
            foreach (var context in contexts)
                template.Render(context, options);
            renders += contexts.Count;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsPerTurn);
        return renders / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Speed(JsonElement answer) => answer.GetProperty("renders").GetDouble() / answer.GetProperty("seconds").GetDouble();

    private static void WarmUp(Func<double> measure)
    {
        var best = measure();
        for (var turn = 1; turn < MostWarmUps; turn++)
        {
            var next = measure();
            if (turn + 1 >= FewestWarmUps && next < best * SteadyBelow)
                return;
            best = Math.Max(best, next);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(Turns / 2);
}
