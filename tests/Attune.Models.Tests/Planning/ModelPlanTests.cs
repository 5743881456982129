using System.Text.Json;
using Attune.Models.Tests.Architectures;
using Attune.TestSupport;

namespace Attune.Models.Tests.Planning;

public class ModelPlanTests
{
    [SharedFact("golden/adapters/parameter_counts.json")]
    public void Published_counts_are_met()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/adapters/parameter_counts.json")));
        var cases = 0;
        foreach (var item in json.RootElement.GetProperty("counts").EnumerateArray())
        {
            var targets = item.GetProperty("target_modules").EnumerateArray().Select(t => t.GetString()!).ToList();
            cases++;
            var lora = new LoraOptions(item.GetProperty("rank").GetInt32(), 16, 0, targets);
            var plan = ModelPlan.For(Read(item), lora);
            Assert.Equal(item.GetProperty("peft_trainable").GetInt64(), plan.TrainableParameters);
            Assert.Equal(item.GetProperty("peft_all").GetInt64(), plan.TotalParameters);
        }

        Assert.Equal(7, cases);
    }

    [Fact]
    public void A_plan_counts_what_a_model_has()
    {
        var configuration = ModelFilesTests.Tiny with { TieWordEmbeddings = true, Mlp = new() { Bias = true } };
        var model = Model.Initialize(configuration, new Tensors.CpuBackend(1), 1);
        var count = model.Parameters.Sum(p => (long)p.Shape.ElementCount);
        var full = ModelPlan.For(configuration);
        Assert.Equal((count, count, 0L), (full.TotalParameters, full.TrainableParameters, full.AdapterParameters));
        Assert.Equal(12 * count, full.CheckpointBytes);

        Adapter.Attach(model, new LoraOptions(3, 6, 0, [LoraOptions.AllLinear]), 1);
        var adapter = ModelPlan.For(configuration, new LoraOptions(3, 6, 0, [LoraOptions.AllLinear]));
        Assert.Equal(model.Parameters.Where(p => p.Trainable).Sum(p => (long)p.Shape.ElementCount), adapter.TrainableParameters);
        Assert.Equal(count + adapter.TrainableParameters, adapter.TotalParameters);
    }

    private static ModelConfiguration Read(JsonElement item)
    {
        var (architecture, c) = (item.GetProperty("architecture").GetString()!, item.GetProperty("config"));
        var (hidden, heads) = (c.GetProperty("hidden_size").GetInt32(), c.GetProperty("num_attention_heads").GetInt32());
        return ModelFilesTests.Tiny with
        {
            Architecture = architecture,
            Attention = new() { InputBias = architecture == "Qwen2ForCausalLM" }, // q, k and v have biases there, without a key that says so
            VocabularySize = c.GetProperty("vocab_size").GetInt32(),
            HiddenSize = hidden,
            IntermediateSize = c.GetProperty("intermediate_size").GetInt32(),
            LayerCount = c.GetProperty("num_hidden_layers").GetInt32(),
            HeadCount = heads,
            KeyValueHeadCount = c.GetProperty("num_key_value_heads").GetInt32(),
            HeadDimension = hidden / heads,
            TieWordEmbeddings = c.GetProperty("tie_word_embeddings").GetBoolean(),
        };
    }
}
