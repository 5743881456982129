using System.Text;
using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

/// <summary>Reads a dataset of which a test gives the content.</summary>
internal static class DataFile
{
    public static List<DatasetRow> Read(string name, string content, DatasetFileOptions? options = null) =>
        Read(name, Encoding.UTF8.GetBytes(content), options);

    public static List<DatasetRow> Read(string name, byte[] content, DatasetFileOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(name), content);
        return [.. DatasetReader.Read(folder.File(name), options)];
    }
}
