using Attune.Text.Datasets;
using Attune.Text.Datasets.Files;

namespace Attune.Text.Fuzz.Targets;

/// <summary>Rows of a dataset file, read through a buffer so small that every border is met.</summary>
public sealed class DatasetTarget(string name, DatasetFormat format) : IFuzzTarget
{
    public string Name => name;

    public IReadOnlyList<string> Words { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"\"", "'", "\\", "\\\"", "\\u", "\\ud83d", "\\ude42", "\\u0000", "null", "true", "false", "nul", "-", "0", "01", "1.5", "1e999", "-1e-999", "99999999999999999999",
        "\n", "\r", "\r\n", "\n\n", "\t", " ", ";", "\0", "\ufeff", "\u2028", "\u0085", "\ud83d\ude42", "NaN", "Infinity", "/*", "//", "{\"a\":1}", "[[[[[[", "{\"a\":{\"a\":", "text", "label", "\"text\":\"a\"",
        "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]", "\"conversations\":", "\"from\":\"human\"", "\"prompt\":", "\"completion\":", "\"chosen\":", "\"rejected\":", "\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]", "train", "TEST",
    ];

    public bool Read(byte[] input)
    {
        try
        {
            using var reader = RowFormats.Of("rows", format).Open(new MemoryStream(input), "rows", 64, new DatasetFileOptions());
            while (reader.Next() is { } row)
                RowUse.Use(row);
            return true;
        }
        catch (AttuneException mistake)
        {
            if (mistake.Line < 1)
                throw new InvalidOperationException($"The mistake '{mistake.Message}' has no place.", mistake);
            return false;
        }
    }
}
