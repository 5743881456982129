using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Which base an adapter is for, kept in the metadata of its weights: a hash of the frozen base weights as they are computed
/// with, and how they were stored and kept. Embedding and head are not in it, since rows may be added to them or trained. Other tools
/// leave the metadata alone; an adapter of theirs has none, and nothing can be checked.
/// </summary>
internal static class BaseIdentity
{
    private const string HashKey = "attune.base_weights_sha256";
    private const string PrecisionKey = "attune.base_precision";
    private const string FormKey = "attune.base_form";

    /// <summary>The metadata of an adapter's file.</summary>
    /// <param name="model">The base with the adapter attached.</param>
    /// <param name="adapter">The adapter's own parameters.</param>
    public static IReadOnlyDictionary<string, string> Metadata(IAdaptableModel model, IReadOnlyList<Parameter> adapter)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "pt",
            [HashKey] = HashOf(model, adapter),
            [PrecisionKey] = StorageTypes.NameOf(model.StorageType),
        };
        if (FrozenStorage.Of(model) is { } form)
            metadata[FormKey] = form.Name;
        return metadata;
    }

    /// <exception cref="AttuneException">ATT4155: the adapter was trained on other weights. ATT4156: on weights of another precision.</exception>
    public static void Check(SafetensorsFile file, IAdaptableModel model, IReadOnlyList<Parameter> adapter)
    {
        if (!file.Metadata.TryGetValue(HashKey, out var trained) || trained == HashOf(model, adapter))
            return;
        if (file.Metadata.TryGetValue(FormKey, out var form) && form != FrozenStorage.Of(model)?.Name)
        {
            throw new AttuneException(
                "ATT4155", $"The adapter was trained on weights that were kept as {form}, and these have other numbers.",
                $"Load the base that it was trained on as {form} (attune model: --frozen {form}), or train again on this one.", file.FilePath);
        }

        var precision = StorageTypes.NameOf(model.StorageType);
        if (file.Metadata.TryGetValue(PrecisionKey, out var other) && other != precision)
        {
            throw new AttuneException(
                "ATT4156", $"The adapter was trained on weights stored as {other}, and this base is stored as {precision}.",
                "Rounding the base can cost more than the adapter gives: use the base it was trained on, or train again on this one.", file.FilePath);
        }

        throw new AttuneException(
            "ATT4155", "The adapter was trained on other base weights than these.", "Use the base model that the adapter was trained on, or train again on this one.", file.FilePath);
    }

    private static string HashOf(IAdaptableModel model, IReadOnlyList<Parameter> adapter)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var own = adapter.ToHashSet();
        var frozen = model.Parameters
            .Where(parameter => !own.Contains(parameter) && parameter != model.Embedding.Weight && parameter != model.HeadLayer?.Weight)
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var parameter in frozen)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{parameter}\n"));
            Append(hash, parameter.Value);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Append(IncrementalHash hash, Tensor value)
    {
        if (value.Stored is { } stored)
        {
            AppendRows(hash, stored);
            return;
        }

        // Files hold at most float32, so that a model in float64 has the same numbers.
        ReadOnlySpan<float> numbers = value.DType == DType.Float32 ? value.AsReadOnlySpan() : value.ToArray();
        const int piece = 1 << 24;
        for (var start = 0; start < numbers.Length; start += piece)
            hash.AppendData(MemoryMarshal.AsBytes(numbers.Slice(start, Math.Min(piece, numbers.Length - start))));
    }

    /// <summary>The numbers that the base computes with, a row at a time.</summary>
    private static void AppendRows(IncrementalHash hash, IStoredMatrix stored)
    {
        var row = new float[stored.Shape[1]];
        for (var i = 0; i < stored.Shape[0]; i++)
        {
            stored.Read(i, 0, row);
            hash.AppendData(MemoryMarshal.AsBytes<float>(row));
        }
    }
}
