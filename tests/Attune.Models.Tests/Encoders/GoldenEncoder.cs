using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>A tiny encoder of the reference implementation, and what that computes from it (README of golden/encoders).</summary>
internal sealed class GoldenEncoder : IDisposable
{
    public const string Root = "golden/encoders";

    /// <summary>Outputs: absolute.</summary>
    public const double Outputs = 2e-5;

    /// <summary>Gradients: relative to the largest of the tensor.</summary>
    public const double Gradients = 1e-4;

    /// <summary>Fine-tuning: relative to 1 + |x|.</summary>
    public const double Training = 1e-3;

    private readonly string _name;
    private readonly JsonDocument _json;

    public GoldenEncoder(string name)
    {
        _name = name;
        Tensors = SafetensorsFile.Open(SharedData.Path(Root, name, "expected.safetensors"));
        _json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Root, "expected.json")));
        Json = _json.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == name);
    }

    /// <summary>The names of all encoders.</summary>
    public static TheoryData<string> Names => ["bert", "roberta", "xlm-roberta", "distilbert", "electra", "mpnet", "deberta-v2", "modernbert"];

    public SafetensorsFile Tensors { get; }

    public JsonElement Json { get; }

    public string Folder(string head) => SharedData.Path(Root, _name, head);

    public IEncoderModel Load(string head, Backend? backend = null) => EncoderModel.Load(Folder(head), backend ?? new CpuBackend(2));

    public bool Has(string tensor) => Tensors.Tensors.ContainsKey(tensor);

    public float[] Floats(string tensor) => Tensors.ReadArray(tensor);

    public int[] Ints(string tensor) => SafetensorsIntegers.Read(Tensors, tensor);

    /// <summary>The rows of a batch without their padding, packed; ids may be others than the batch's own.</summary>
    public PackedTokens Batch(string prefix = "inputs", string? ids = null)
    {
        var types = Has(prefix + ".token_type_ids") ? Real(Ints(prefix + ".token_type_ids"), prefix).SelectMany(row => row).ToArray() : null;
        return PackedTokens.Pack(Real(Ints(ids ?? (prefix + ".input_ids")), prefix)) with { TokenTypes = types };
    }

    /// <summary>The numbers of real positions of a padded tensor [rows, length, width].</summary>
    public float[] Real(float[] padded, string prefix = "inputs")
    {
        var mask = Ints(prefix + ".attention_mask");
        var width = padded.Length / mask.Length;
        return [.. Enumerable.Range(0, mask.Length).Where(t => mask[t] == 1).SelectMany(t => padded.AsSpan(t * width, width).ToArray())];
    }

    /// <summary>The rows of a padded tensor [rows, length] without their padding.</summary>
    public List<int[]> Real(int[] padded, string prefix = "inputs")
    {
        var mask = Ints(prefix + ".attention_mask");
        var length = (int)Tensors.Tensors[prefix + ".attention_mask"].Dimensions[1];
        return [.. Enumerable.Range(0, mask.Length / length).Select(row =>
            Enumerable.Range(row * length, length).Where(t => mask[t] == 1).Select(t => padded[t]).ToArray())];
    }

    public void Dispose()
    {
        Tensors.Dispose();
        _json.Dispose();
    }
}
