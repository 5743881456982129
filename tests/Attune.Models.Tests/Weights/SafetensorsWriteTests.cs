using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Weights;

public class SafetensorsWriteTests
{
    [SharedTheory("golden/models/llama")]
    [InlineData("golden/models/llama/model.safetensors")]
    [InlineData("golden/models/mistral/model.safetensors")]
    [InlineData("golden/models/qwen3/model.safetensors")]
    public void A_file_of_the_reference_library_is_written_back_byte_for_byte(string relative)
    {
        using var folder = new TemporaryFolder();
        var copy = folder.File("copy.safetensors");
        using (var file = SafetensorsFile.Open(SharedData.Path(relative)))
        {
            SafetensorsFile.Write(copy, file.Tensors.Values.Select(entry => SafetensorsTensor.From(
                entry.Name, [.. entry.Dimensions.Select(d => (int)d)], file.ReadArray(entry.Name), entry.Type)));
        }

        Assert.Equal(File.ReadAllBytes(SharedData.Path(relative)), File.ReadAllBytes(copy));
    }

    [Fact]
    public void Tensors_bytes_and_metadata_come_back()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state.safetensors");
        var backend = new CpuBackend(1);
        SafetensorsFile.Write(
            path,
            [
                SafetensorsTensor.From("weight", Tensor.From(backend, new Shape(2, 3), [1, 2, 3, 4, 5, -6])),
                SafetensorsTensor.FromBytes("step", StorageType.UInt64, [], BitConverter.GetBytes(42UL)),
                SafetensorsTensor.From("empty", [0, 4], ReadOnlyMemory<float>.Empty, StorageType.BFloat16),
            ],
            new Dictionary<string, string> { ["what"] = "a \"test\" ☃" });

        using var file = SafetensorsFile.Open(path);
        Assert.Equal([1f, 2, 3, 4, 5, -6], file.ReadArray("weight"));
        Assert.Equal("[2, 3]", file.Tensors["weight"].DimensionsText);
        Assert.Equal(42UL, BitConverter.ToUInt64(file.Bytes("step")));
        Assert.Equal(0, file.Tensors["empty"].ElementCount);
        Assert.Equal("a \"test\" ☃", file.Metadata["what"]);
        Assert.Equal(0, BitConverter.ToInt64(File.ReadAllBytes(path)) % 8);
        Assert.False(File.Exists(path + ".partial"));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("weights");
        File.WriteAllText(path, "old");
        var error = Assert.Throws<AttuneException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("ATT4110", error.Code);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.False(File.Exists(path + ".partial"));
    }

    [Fact]
    public void A_number_beyond_half_precision_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var large = new float[] { 1, 70000 };
        var error = Assert.Throws<AttuneException>(() =>
            SafetensorsFile.Write(folder.File("x"), [SafetensorsTensor.From("w", [2], large, StorageType.Float16)]));
        Assert.Equal("ATT4113", error.Code);
        Assert.Contains("'w' holds 70000", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
        SafetensorsFile.Write(folder.File("x"), [SafetensorsTensor.From("w", [2], large, StorageType.BFloat16)]);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_a_programming_error()
    {
        using var folder = new TemporaryFolder();
        var tensor = SafetensorsTensor.From("a", [1], new float[] { 1 });
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(folder.File("x"), [tensor, tensor]));
    }
}
