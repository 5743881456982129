using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>The rules over public datasets: clean ones say nothing or next to nothing, and what is said was looked at by eye.</summary>
public sealed class RealDataTests
{
    [SharedFact("data/ds-gsm8k")]
    public void Gsm8k_is_clean() => Assert.Empty(Findings("question", "answer", "ds-gsm8k/train.jsonl", "ds-gsm8k/test.jsonl"));

    [SharedFact("data/ds-rasbt-instruction")]
    public void An_instruction_file_is_clean() =>
        Assert.Empty(Findings("instruction", "output", "ds-rasbt-instruction/01_main-chapter-code/instruction-data.json", null, "input"));

    [SharedFact("data/ds-truthfulqa")]
    public void TruthfulQa_is_clean() => Assert.Empty(Findings("Question", "Best Answer", "ds-truthfulqa/TruthfulQA.csv", null));

    /// <summary>Of 13,083 questions 87 are an earlier one with a word more or less, and 55 held-out ones are such of a trained one.</summary>
    [SharedFact("data/ds-banking77")]
    public void Banking77_has_near_duplicates_and_blanks()
    {
        var findings = Findings("text", "category", "ds-banking77/train.csv", "ds-banking77/test.csv");
        Assert.Equal(
            [("ATT3077", 87), ("ATT3078", 55), ("ATT3076", 2)],
            findings.GroupBy(finding => finding.Code).Select(group => (group.Key, group.Count())));
        Assert.Contains(findings, finding => finding.Code == "ATT3077" && finding.Line == 99 && finding.Fact.EndsWith("train.csv(82) (similarity 0.91).", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_that_only_calls_a_tool_is_no_empty_answer()
    {
        Message[] messages = [new("user", "What is the time?"), new("assistant", null) { ToolCalls = [new ToolCall("clock", new Dictionary<string, object?> { ["zone"] = "UTC" })] }];
        var row = CheckedRow.OfMessages("f", 1, DatasetPart.Train, messages);
        Assert.Equal("""clock{"zone": "UTC"}""", row.Answer);
        Assert.Empty(DatasetChecks.Run([row], new DatasetCheckOptions()).Findings);
    }

    private static IReadOnlyList<Finding> Findings(string question, string answer, string train, string? test, string? more = null)
    {
        var rows = Rows(train, DatasetPart.Train).Concat(test is null ? [] : Rows(test, DatasetPart.Test));
        return DatasetChecks.Run([.. rows], new DatasetCheckOptions()).Findings;

        IEnumerable<CheckedRow> Rows(string file, DatasetPart part)
        {
            foreach (var row in DatasetReader.Read(SharedData.Path(["data", .. file.Split('/')])))
            {
                var fields = RowField.Of(row, (name, _) => name == answer ? FieldRole.Answer : name == question || name == more ? FieldRole.Input : FieldRole.Unused);
                yield return new CheckedRow
                {
                    File = row.File,
                    Line = row.Line,
                    Part = part,
                    Question = string.Join('\n', fields.Where(field => field.Role == FieldRole.Input).Select(field => field.Text)),
                    Answer = row.Value.Required(answer).AsString(),
                    Fields = fields,
                };
            }
        }
    }
}
