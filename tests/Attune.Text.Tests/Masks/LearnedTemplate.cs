using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Masks;
using Attune.Text.Templates;
using Attune.Text.Tests.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Masks;

/// <summary>A chat template of the reference with the stop tokens of its model, and a tokenizer of bytes that knows these.</summary>
internal sealed class LearnedTemplate
{
    private static readonly Dictionary<string, object?> s_tokens = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    private readonly ChatTemplate _template;
    private readonly HashSet<int> _stops;

    private LearnedTemplate(string name, string source, string[] stops)
    {
        Name = name;
        Source = source;
        StopTokens = stops;
        _template = ChatTemplate.Parse(source, s_tokens).With(new RenderOptions { Clock = () => new DateTime(2025, 3, 9) });
        Tokenizer = ByteLevelBpeTrainer.Train([], new BpeTrainerOptions { SpecialTokens = stops });
        _stops = [.. stops.Select(stop => Tokenizer.TokenToId(stop)!.Value)];
    }

    public static string Folder { get; } = System.IO.Path.Combine(SharedData.RepositoryRoot, "tests", "Attune.Text.Tests", "Masks", "Golden");

    public string Name { get; }

    public string Source { get; }

    public string[] StopTokens { get; }

    public Tokenizer Tokenizer { get; }

    public static IEnumerable<LearnedTemplate> All()
    {
        var stops = File.ReadLines(System.IO.Path.Combine(Folder, "stop-tokens.tsv")).Select(line => line.Split('\t')).ToDictionary(line => line[0], line => line[1]);
        foreach (var (name, source) in RealTemplates.All())
            yield return new LearnedTemplate(name, source, stops[name] == "-" ? [] : stops[name].Split(' '));
    }

    /// <summary>Null where the template refuses the conversation.</summary>
    public RenderedConversation? TryRender(Conversation conversation, bool prompt = false)
    {
        try
        {
            return _template.Render(conversation, prompt);
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    /// <summary>What is learned by the origins alone.</summary>
    public bool[] Mask(RenderedConversation rendered, TokenizedText tokens) =>
        LossMask.ForAssistant(rendered, tokens, Tokenizer, _stops, new LossMaskOptions { GenerationBlocks = false });
}
