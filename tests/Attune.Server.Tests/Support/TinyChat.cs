using Attune.Models;
using Attune.Tensors;
using Attune.Text.Conversations;
using Attune.Text.Tokenizers;

namespace Attune.Server.Tests.Support;

/// <summary>A model of random weights with a tokenizer and a chat template: it says nothing sensible, and always the same.</summary>
internal sealed class TinyChat : IDisposable
{
    private const string Template =
        "{% for message in messages %}{% if message.role == 'user' and message.content == 'refuse' %}{{ raise_exception('I do not take that') }}{% endif %}"
        + "<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private readonly CpuBackend _backend = new(1);
    private readonly ChatTemplate _template = ChatTemplate.Parse(Template);

    public TinyChat(int maxPositions = 256)
    {
        var texts = Enumerable.Range(0, 60).Select(i => $"thing number {i} is red, blue or grün; café {i * 7}");
        Tokenizer = ByteLevelBpeTrainer.Train(
            texts, new BpeTrainerOptions { VocabularySize = 330, SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] });
        Model = Attune.Models.Model.Initialize(
            new ModelConfiguration
            {
                Architecture = "LlamaForCausalLM",
                VocabularySize = Tokenizer.VocabularySize,
                HiddenSize = 32,
                IntermediateSize = 64,
                LayerCount = 2,
                HeadCount = 2,
                KeyValueHeadCount = 1,
                HeadDimension = 16,
                MaxPositions = maxPositions,
                TieWordEmbeddings = false,
                InitializerRange = 0.3f,
                EndTokenIds = [Tokenizer.TokenToId("<|im_end|>")!.Value],
            },
            _backend, seed: 5);
    }

    public Tokenizer Tokenizer { get; }

    public ICausalLanguageModel Model { get; }

    public int[] Encode(Conversation conversation)
    {
        try
        {
            return Tokenizer.Encode(_template.Render(conversation, addGenerationPrompt: true).Text).Ids;
        }
        catch (Text.Templates.TemplateRenderException refusal)
        {
            throw refusal.ToAttuneException(null);
        }
    }

    public int[] Encode(string user) => Encode(new Conversation([new Message("user", user)]));

    public ServedModel Served(string id = "colours", ICausalLanguageModel? model = null, bool endless = false) => new()
    {
        Id = id,
        Model = model ?? Model,
        Tokenizer = Tokenizer,
        EncodePrompt = Encode,
        StopTokens = endless ? [] : Model.Configuration.EndTokenIds,
        ContextLength = Model.Configuration.MaxPositions,
        DefaultMaxTokens = 24,
        Fingerprint = "fp_test",
        Created = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        Base = "attune/tiny",
    };

    /// <summary>What the model writes alone, without a server.</summary>
    public GenerationResult Alone(int[] prompt, GenerationOptions? options = null) =>
        new TextGenerator(Model, Tokenizer).Generate([prompt], options ?? new GenerationOptions { MaxNewTokens = 24 })[0];

    public void Dispose() => _backend.Dispose();
}
