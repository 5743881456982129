using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>
/// Asks two servers the same and shows the answers without saying whose they are, in an order left to chance. The choice is
/// appended to <c>.attune/comparisons.jsonl</c>.
/// </summary>
/// <param name="dialogs">The dialogs.</param>
/// <param name="catalog">The rows.</param>
/// <param name="instances">What was declared of them.</param>
/// <param name="chat">Asks a server.</param>
/// <param name="toss">Heads or tails.</param>
/// <param name="time">The clock.</param>
/// <param name="folder">Where <c>.attune</c> is, for servers that belong to no project.</param>
internal sealed class CompareBlindCommand(
    IDialogs dialogs, ResourceCatalog catalog, IReadOnlyDictionary<string, ResourceInstance> instances, ChatClient chat, Func<bool> toss, TimeProvider time, string folder) : IRowCommand
{
    private const string Prompt = "prompt";
    private const string Other = "other";
    private const string Better = "better";
    private const string Neither = "neither";

    public string Name => "compare-blind";

    public string DisplayName => "Compare blind";

    public string Description => "Asks this server and another the same and shows both answers without names.";

    public string Icon => "ScaleFill";

    public bool IsHighlighted => false;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.IsModelServer;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.State == ResourceState.Running;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        var others = instances.Values.Where(other => other != instance && AppliesTo(other) && IsEnabled(catalog.Get(other.Name))).Select(other => other.Name).ToList();
        if (others.Count == 0)
            return CommandOutcome.Failed("There is no other model server that runs.");
        var question = await dialogs.AskAsync(
            "Compare blind",
            "Both servers are asked the same.",
            [Inputs.Text(Prompt, "Prompt", placeholder: "what both are asked", required: true), Inputs.Choice(Other, "Compare with", others.Select(name => (name, name)))],
            (name, value) => name == Prompt && string.IsNullOrWhiteSpace(value) ? "Write what both are asked." : null,
            cancellation).ConfigureAwait(false);
        if (question is null)
            return CommandOutcome.Cancelled;
        string[] servers = toss() ? [instance.Name, question[Other]] : [question[Other], instance.Name];
        var answers = await Task.WhenAll(servers.Select(server => chat.AskAsync(catalog.Get(server), question[Prompt], cancellation))).ConfigureAwait(false);
        var choice = await dialogs.AskAsync(
            "Which answer is better?",
            $"**{Escape(question[Prompt])}**\n\n### A\n\n{Quote(answers[0])}\n\n### B\n\n{Quote(answers[1])}",
            [Inputs.Choice(Better, "The better answer", [("A", "A"), ("B", "B"), (Neither, "neither is better")])],
            (_, value) => value is "A" or "B" or Neither ? null : "Choose A, B or neither.",
            cancellation).ConfigureAwait(false);
        if (choice is null)
            return CommandOutcome.Cancelled;
        var better = choice[Better] switch
        {
            "A" => servers[0],
            "B" => servers[1],
            _ => Neither,
        };
        var file = Record(instance, question[Prompt], servers, answers, better);
        return CommandOutcome.Done() with { Markdown = $"A was **{servers[0]}**, B was **{servers[1]}**.\n\nWritten to `{file}`." };
    }

    private string Record(ResourceInstance instance, string prompt, string[] servers, string[] answers, string better)
    {
        var file = Path.Combine(instance.Definition.Program?.Folder ?? folder, ".attune", "comparisons.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var line = new JsonObject
        {
            ["time"] = time.GetUtcNow(),
            ["prompt"] = prompt,
            ["a"] = new JsonObject { ["server"] = servers[0], ["answer"] = answers[0] },
            ["b"] = new JsonObject { ["server"] = servers[1], ["answer"] = answers[1] },
            ["better"] = better,
        };
        File.AppendAllText(file, line.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        return file;
    }

    /// <summary>Answers are shown as they are, also where they hold Markdown.</summary>
    private static string Quote(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "*(nothing)*";
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        return $"{fence}\n{text}\n{fence}";
    }

    private static string Escape(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
