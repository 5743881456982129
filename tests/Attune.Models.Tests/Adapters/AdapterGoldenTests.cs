using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>Adapters against PEFT's files and numbers (README of golden/adapters).</summary>
public class AdapterGoldenTests
{
    private const string Golden = "golden/adapters";

    /// <summary>PEFT's own adapted and merged logits are 2e-5 apart, and another BLAS moves them by 3e-5.</summary>
    private const double Logits = 6e-5;

    private static readonly string[] Layered =
    [
        "lora-qv", "lora-all-linear", "lora-regex-one-layer", "lora-patterns", "rslora", "lora-modules-to-save", "lora-embedding-and-head", "dora", "ia3",
        "lora-gpt2", "lora-bias-all-gpt2", "lora-bias-lora-only-gpt2", "dora-gpt2",
    ];

    private static readonly string[] Virtual = ["prefix", "prefix-projection", "prompt", "p-tuning-mlp", "prefix-gpt2"];

    public static TheoryData<string> Cases => [.. Layered];

    public static TheoryData<string> VirtualTokenCases => [.. Virtual];

    public static TheoryData<string> AllCases => [.. Layered, .. Virtual];

    [SharedTheory(Golden)]
    [MemberData(nameof(Cases))]
    public void Logits_counts_and_merged_weights(string name)
    {
        var model = LoadBase(name);
        var adapter = Adapter.Load(model, SharedData.Path(Golden, name));
        using var expected = SafetensorsFile.Open(SharedData.Path(Golden, name, "expected.safetensors"));
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, name, "expected.json")));
        var trainable = model.Parameters.Where(parameter => parameter.Trainable).ToList();
        Assert.Equal(json.RootElement.GetProperty("trainable_parameters").GetInt64(), trainable.Sum(p => (long)p.Shape.ElementCount));
        Assert.Equal(
            json.RootElement.GetProperty("trainable").EnumerateObject().Select(p => FileName(p.Name)).Order(StringComparer.Ordinal),
            NamesOf(adapter).Values.Order(StringComparer.Ordinal));
        Near.Absolute(RealRows(expected, "logits"), BatchLogits(model), Logits, "logits");

        adapter.Merge();
        Near.Absolute(RealRows(expected, "merged_logits"), BatchLogits(model), Logits, "merged logits");
        foreach (var entry in expected.Tensors.Keys.Where(key => key.StartsWith("merged.", StringComparison.Ordinal)))
        {
            // One product of rank 12 at most and one sum, in float32.
            var merged = model.Parameters.Single(p => p.Name == entry["merged.".Length..]);
            Near.Relative(expected.ReadArray(entry), AsStored(merged, merged.Value.ToArray()), 1e-6, entry);
        }
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(VirtualTokenCases))]
    public void Logits_and_counts_of_virtual_tokens(string name)
    {
        var adapter = Adapter.Load(LoadBase(name), SharedData.Path(Golden, name));
        var model = (VirtualTokenModel)adapter.Model;
        using var expected = SafetensorsFile.Open(SharedData.Path(Golden, name, "expected.safetensors"));
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, name, "expected.json")));
        var trainable = model.Parameters.Where(parameter => parameter.Trainable).ToList();
        Assert.Equal(adapter.Parameters, trainable);
        Assert.Equal(json.RootElement.GetProperty("trainable_parameters").GetInt64(), trainable.Sum(p => (long)p.Shape.ElementCount));
        Assert.Equal(
            json.RootElement.GetProperty("trainable").EnumerateObject().Select(p => $"{p.Name} [{string.Join(", ", p.Value.EnumerateArray())}]").Order(StringComparer.Ordinal),
            trainable.Select(p => p.ToString()).Order(StringComparer.Ordinal));

        using var batch = SafetensorsFile.Open(SharedData.Path(Golden, "batch.safetensors"));
        var tokens = PackedTokens.Pack(Documents(batch, ""));
        Near.Absolute(RealRows(expected, "logits"), model.Hidden(tokens).Linear(model.Head).ToArray(), Logits, "logits");
        if (!name.StartsWith("prefix", StringComparison.Ordinal))
            Near.Absolute(RealRows(expected, "logits", virtualTokens: 8), model.HiddenOf(tokens, withVirtual: true).Linear(model.Head).ToArray(), Logits, "all logits");
        Assert.False(adapter.IsMergeable);
        Assert.Equal("ATT4180", Assert.Throws<AttuneException>(() => adapter.Merge()).Code);
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(AllCases))]
    public void First_gradients(string name)
    {
        var adapter = Adapter.Load(LoadBase(name), SharedData.Path(Golden, name, "init"));
        var (model, names) = (adapter.Model, NamesOf(adapter));
        using var batches = SafetensorsFile.Open(SharedData.Path(Golden, "training_batches.safetensors"));
        var (documents, rows, targets) = TrainingBatch(batches, 0);
        var loss = model.Hidden(PackedTokens.Pack(documents)).SoftmaxCrossEntropy(model.Head, rows, targets, rows.Length);
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, name, "expected.json")));
        var first = json.RootElement.GetProperty("training").GetProperty("losses")[0].GetDouble();
        Assert.Equal(first, loss.Item(), 2e-6 * first); // the README's spread between kernels

        loss.Backward();
        using var expected = SafetensorsFile.Open(SharedData.Path(Golden, name, "first_gradients.safetensors"));
        // The README says "before clipping", but the recorded gradients are clipped: with the norm recorded beside them,
        // numeric differentiation of the loss agrees.
        var norm = json.RootElement.GetProperty("training").GetProperty("grad_norms_before_clipping")[0].GetDouble();
        var clip = Math.Min(1, 1 / (norm + 1e-6));
        var squares = 0.0;
        Assert.NotEmpty(expected.Tensors);
        var files = expected.Tensors.Keys.ToDictionary(FileName);
        foreach (var parameter in model.Parameters)
        {
            Assert.Equal(parameter.Trainable, parameter.Value.Gradient is not null);
            if (parameter.Value.Gradient is not { } gradient)
                continue;
            var values = AsStored(parameter, gradient.ToArray());
            squares += values.Sum(value => (double)value * value);
            var clipped = Array.ConvertAll(values, value => (float)(value * clip));
            Near.Relative(expected.ReadArray(files[names[parameter]]), clipped, Near.Gradient, parameter.Name);
        }

        Assert.Equal(norm, Math.Sqrt(squares), Near.Gradient * norm);
    }

    [SharedTheory(Golden)]
    [MemberData(nameof(AllCases))]
    public void A_saved_adapter_is_the_same_file(string name)
    {
        using var folder = new TemporaryFolder();
        var model = LoadBase(name);
        Adapter.Load(model, SharedData.Path(Golden, name)).Save(folder.Path, "base");
        if (File.Exists(SharedData.Path(Golden, name, "prompt_encoder.safetensors")) && File.Exists(folder.File("prompt_encoder.safetensors")))
            CompareEncoded(name, folder);
        else if (name != "lora-embedding-and-head") // PEFT adds copies of the untouched base matrices there, which readers skip
        {
            Assert.Equal(
                File.ReadAllBytes(SharedData.Path(Golden, name, "adapter_model.safetensors")),
                WithoutBaseIdentity(File.ReadAllBytes(folder.File("adapter_model.safetensors"))));
        }

        using var reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, name, "adapter_config.json")));
        using var written = JsonDocument.Parse(File.ReadAllText(folder.File("adapter_config.json")));
        var keys = written.RootElement.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        foreach (var property in written.RootElement.EnumerateObject().Where(p => p.Name != "base_model_name_or_path"))
            Assert.Equal(Normal(reference.RootElement.GetProperty(property.Name)), Normal(property.Value));
        Adapter.Load(LoadBase(name), folder.Path);
    }

    /// <summary>Finished rows are computed anew on saving, by our kernels.</summary>
    private static void CompareEncoded(string name, TemporaryFolder folder)
    {
        foreach (var fileName in new[] { "adapter_model.safetensors", "prompt_encoder.safetensors" })
        {
            using var expected = SafetensorsFile.Open(SharedData.Path(Golden, name, fileName));
            using var actual = SafetensorsFile.Open(folder.File(fileName));
            Assert.Equal(expected.Tensors.Keys.Order(StringComparer.Ordinal), actual.Tensors.Keys.Order(StringComparer.Ordinal));
            foreach (var tensor in expected.Tensors.Keys)
                Near.Relative(expected.ReadArray(tensor), actual.ReadArray(tensor), 1e-6, tensor);
        }
    }

    [SharedFact(Golden)]
    public void The_plain_base_gives_the_reference_s_logits()
    {
        using var expected = SafetensorsFile.Open(SharedData.Path(Golden, "base-llama", "expected.safetensors"));
        Near.Absolute(RealRows(expected, "logits"), BatchLogits(LoadBase("lora-qv")), Logits, "logits");
    }

    /// <summary>The file as it would be without the two entries of metadata that say which base it is for.</summary>
    private static byte[] WithoutBaseIdentity(byte[] file)
    {
        var length = (int)BitConverter.ToInt64(file);
        var header = System.Text.Encoding.UTF8.GetString(file, 8, length).TrimEnd();
        var shorter = System.Text.RegularExpressions.Regex.Replace(header, ",\"attune\\.[a-z0-9_]+\":\"[A-Za-z0-9]+\"", "");
        Assert.NotEqual(header, shorter);
        shorter = shorter.PadRight((shorter.Length + 7) / 8 * 8);
        return [.. BitConverter.GetBytes((long)shorter.Length), .. System.Text.Encoding.UTF8.GetBytes(shorter), .. file[(8 + length)..]];
    }

    /// <summary>PEFT names modules trained whole, and DoRA's magnitudes, differently in memory and in files.</summary>
    private static string FileName(string name) => name
        .Replace(".modules_to_save.", ".", StringComparison.Ordinal)
        .Replace(".lora_magnitude_vector.weight", ".lora_magnitude_vector", StringComparison.Ordinal);

    private static ICausalLanguageModel LoadBase(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, name, "expected.json")));
        return Model.Load(SharedData.Path(Golden, json.RootElement.GetProperty("base").GetString()!), new CpuBackend(2));
    }

    /// <summary>The name in files of each trained parameter; those of an encoder are not in PEFT's file and have their own.</summary>
    private static Dictionary<Parameter, string> NamesOf(Adapter adapter) => adapter.Parts
        .SelectMany(part => part is VirtualTokenPart ? part.Trained.Select(p => (p, p.Name)) : part.Trained.Zip(part.Saved, (p, saved) => (p, saved.Name)))
        .ToDictionary(pair => pair.p, pair => pair.Name);

    private static float[] AsStored(Parameter parameter, float[] values) =>
        parameter.StoredTransposed ? AdapterWeights.Transpose<float>(values, parameter.Shape[0], parameter.Shape[1]) : values;

    /// <summary>Numbers and lists compare by value; a list of targets is a set, and the writer's 1.0 is 1.</summary>
    private static string Normal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(",", value.EnumerateArray().Select(item => item.GetString()).Order(StringComparer.Ordinal)),
        JsonValueKind.Object => string.Join(",", value.EnumerateObject().Select(p => $"{p.Name}={p.Value.GetDouble()}")),
        JsonValueKind.Number => value.GetDouble().ToString("R"),
        _ => value.ToString(),
    };

    private static float[] BatchLogits(ICausalLanguageModel model)
    {
        using var batch = SafetensorsFile.Open(SharedData.Path(Golden, "batch.safetensors"));
        return model.Hidden(PackedTokens.Pack(Documents(batch, ""))).Linear(model.Head).ToArray();
    }

    private static List<int[]> Documents(SafetensorsFile file, string prefix)
    {
        var width = (int)file.Tensors[prefix + "input_ids"].Dimensions[1];
        var ids = file.ReadArray(prefix + "input_ids");
        var mask = file.ReadArray(prefix + "attention_mask");
        return [.. Enumerable.Range(0, ids.Length / width).Select(row => Enumerable.Range(row * width, width)
            .Where(i => mask[i] != 0).Select(i => (int)ids[i]).ToArray())];
    }

    private static (List<int[]> Documents, int[] Rows, int[] Targets) TrainingBatch(SafetensorsFile file, int batch)
    {
        var documents = Documents(file, $"{batch}.");
        var width = (int)file.Tensors[$"{batch}.labels"].Dimensions[1];
        var labels = file.ReadArray($"{batch}.labels");
        var (rows, targets, start) = (new List<int>(), new List<int>(), 0);
        for (var row = 0; row < documents.Count; row++)
        {
            for (var t = 0; t + 1 < documents[row].Length; t++)
            {
                var label = (int)labels[(row * width) + t + 1];
                if (label == -100)
                    continue;
                rows.Add(start + t);
                targets.Add(label);
            }

            start += documents[row].Length;
        }

        return (documents, rows.ToArray(), targets.ToArray());
    }

    /// <summary>The rows of [B, T, V] where the mask is 1; those of virtual tokens before them on request.</summary>
    private static float[] RealRows(SafetensorsFile expected, string name, int virtualTokens = 0)
    {
        using var batch = SafetensorsFile.Open(SharedData.Path(Golden, "batch.safetensors"));
        var mask = batch.ReadArray("attention_mask");
        var logits = expected.ReadArray(name);
        var width = (int)expected.Tensors[name].Dimensions[2];
        // Where there are virtual tokens, they are the first columns of every row.
        var (columns, all) = ((int)batch.Tensors["attention_mask"].Dimensions[1], (int)expected.Tensors[name].Dimensions[1]);
        return [.. Enumerable.Range(0, mask.Length / columns * all)
            .Where(i => i % all < all - columns ? i % all >= all - columns - virtualTokens : mask[(i / all * columns) + (i % all) - (all - columns)] != 0)
            .SelectMany(i => logits.AsSpan(i * width, width).ToArray())];
    }
}
