using Attune.TestSupport;
using Attune.Text.Datasets;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Datasets;

/// <summary>
/// JSONTestSuite: y_ must be read, n_ must be refused with a place, i_ may be either and is pinned here. Every file is
/// read twice: as a whole text, and inside an array by the reader that takes rows out of long files.
/// </summary>
public class JsonTestSuiteTests(ITestOutputHelper output)
{
    /// <summary>Valid by the grammar and refused on purpose: readers disagree about which value of a repeated key counts (ATT3014).</summary>
    private static readonly HashSet<string> Repeated = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    /// <summary>
    /// The i_ files that are read: numbers of any size are text until somebody asks for a type, and 128 levels are
    /// allowed. Refused are the others: half surrogate pairs, bytes that are not UTF-8, deeper nesting, UTF-16 without a
    /// byte order mark.
    /// </summary>
    private static readonly string[] ReadOptional =
    [
        "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json", "i_number_pos_double_huge_exp.json",
        "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json", "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
        "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
    ];

    [SharedFact("data/haz-jsontestsuite/test_parsing")]
    public void Verdicts_on_whole_texts() => Check(
        file => new JsonTextParser(Utf8Lines.ReadAll(file), file).ParseWhole(),
        [.. ReadOptional, "i_structure_UTF-8_BOM_empty_object.json"]);

    [SharedFact("data/haz-jsontestsuite/test_parsing")]
    public void Verdicts_on_rows_of_an_array()
    {
        using var folder = new TemporaryFolder();
        var wrapped = folder.File("rows.json");
        Check(
            file =>
            {
                File.WriteAllBytes(wrapped, [.. "[{\"v\": "u8, .. File.ReadAllBytes(file), .. "}, {\"w\": 1}]"u8]);
                Assert.Equal(2, DatasetReader.Read(wrapped).Count());
            },
            ReadOptional);
    }

    private void Check(Action<string> read, string[] optional)
    {
        var (wrong, readOptional, files) = (new List<string>(), new List<string>(), 0);
        foreach (var file in Directory.GetFiles(SharedData.Path("data/haz-jsontestsuite/test_parsing"), "*.json"))
        {
            files++;
            var name = Path.GetFileName(file);
            var mistake = Record.Exception(() => read(file));
            if (mistake is not (null or AttuneException { Line: > 0, Column: > 0 }))
                wrong.Add($"{name}: {mistake.Message}");
            else if (name[0] == 'i' && mistake is null)
                readOptional.Add(name);
            else if (Repeated.Contains(name))
                Assert.Equal("ATT3014", Assert.IsType<AttuneException>(mistake).Code);
            else if ((name[0] == 'y' && mistake is not null) || (name[0] == 'n' && mistake is null))
                wrong.Add(name);
        }

        output.WriteLine($"{files} files");
        Assert.True(files > 300, $"only {files}");
        Assert.Empty(wrong);
        Assert.Equal(optional.Order(StringComparer.Ordinal), readOptional.Order(StringComparer.Ordinal));
    }
}
