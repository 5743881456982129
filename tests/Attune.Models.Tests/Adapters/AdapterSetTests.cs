using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Several adapters on one base, a different one for each row.</summary>
public sealed class AdapterSetTests : IDisposable
{
    private static readonly int[][] Documents =
        [[3, 9, 2, 14, 7], [1, 8, 30], [22], [5, 5, 6, 1], [11, 2], [4, 39, 0, 3, 8, 9], [7, 7, 7], [13, 1], [2, 4, 6], [1, 2, 3, 4]];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_document_gets_what_its_adapter_alone_would_give_it(int threads)
    {
        string?[] names = [.. TinyAdapters.Options.Keys, null];
        var set = NewSet(threads, [.. names.OfType<string>()]);
        for (var shift = 0; shift < 2; shift++)
        {
            string?[] used = [.. Documents.Select((_, d) => names[(d + (3 * shift)) % names.Length])];
            for (var d = 0; d < Documents.Length; d++)
                set.Use(d, used[d]);
            Assert.Equal([.. Documents.SelectMany((document, d) => Alone(used[d], document))], TinyAdapters.Logits(set, Documents));
        }
    }

    [Fact]
    public void Sequences_that_are_generated_together_get_their_own_adapter()
    {
        string?[] names = [.. TinyAdapters.Options.Keys, null];
        var set = NewSet(1, [.. names.OfType<string>()]);
        var engine = new GenerationEngine(set, 3, 40);
        var options = new GenerationOptions { MaxNewTokens = 8, StopTokens = [] };
        var sequences = Documents.Select((prompt, d) => engine.Submit(prompt, options with { Adapter = names[d] })).ToList();
        while (engine.Step())
        {
        }

        for (var d = 0; d < Documents.Length; d++)
        {
            var alone = new GenerationEngine(ModelOf(names[d]), 1, 40);
            var expected = alone.Submit(Documents[d], options);
            while (alone.Step())
            {
            }

            Assert.Equal(expected.TokenIds, sequences[d].TokenIds);
        }

        Assert.True(sequences.Select(sequence => string.Join(',', sequence.TokenIds)).Distinct().Count() > 5, "the adapters should differ");
    }

    [Fact]
    public void Wrong_adapters_and_names_are_told_and_leave_the_set_as_it_was()
    {
        var set = NewSet(1, "lora");
        set.Use(0, "lora");
        var before = TinyAdapters.Logits(set, Documents[0]);
        Assert.Equal("ATT4182", Assert.Throws<AttuneException>(() => set.Use(0, "other")).Code);
        Assert.Equal("ATT4182", Assert.Throws<AttuneException>(
            () => new GenerationEngine(TinyAdapters.NewModel(), 1, 20).Submit([1], new GenerationOptions { Adapter = "lora" })).Code);
        Assert.Throws<ArgumentException>(() => set.Add("lora", _folder.File("lora")));

        Adapter.Attach(TinyAdapters.NewModel(), new LoraOptions(2, 4, 0, ["q_proj"]) { ModulesToSave = ["lm_head"] }, 1).Save(_folder.File("head"));
        var error = Assert.Throws<AttuneException>(() => set.Add("head", _folder.File("head")));
        Assert.Equal("ATT4181", error.Code);
        Assert.Contains("lm_head.weight", error.Fact, StringComparison.Ordinal);
        Assert.Throws<AttuneException>(() => set.Add("none", _folder.File("none")));
        Assert.Equal(["lora"], set.Names);
        Assert.Equal(before, TinyAdapters.Logits(set, Documents[0]));
        set.Use(0, null);
        Assert.Equal(TinyAdapters.Logits(TinyAdapters.NewModel(), Documents[0]), TinyAdapters.Logits(set, Documents[0]));
    }

    public void Dispose() => _folder.Dispose();

    private AdapterSet NewSet(int threads, params string[] names)
    {
        var set = new AdapterSet(TinyAdapters.NewModel(threads));
        foreach (var name in names)
        {
            TinyAdapters.Trained(TinyAdapters.NewModel(), name).Save(_folder.File(name));
            set.Add(name, _folder.File(name));
        }

        return set;
    }

    private static float[] Alone(string? name, int[] document) => TinyAdapters.Logits(ModelOf(name), document);

    private static ICausalLanguageModel ModelOf(string? name) =>
        name is null ? TinyAdapters.NewModel() : TinyAdapters.Trained(TinyAdapters.NewModel(), name).Model;
}
