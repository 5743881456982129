using System.Text.Json;
using Attune.Pretrain.Questions;
using Attune.TestSupport;

namespace Attune.Pretrain.Tests.Questions;

public class QuestionFileTests
{
    private static readonly List<Question> s_rows = QuestionFile.Rows();

    private static string DataFile => Path.Combine(SharedData.RepositoryRoot, "samples/NaturalLanguageQuery/data/questions.jsonl");

    [Fact]
    public void The_committed_file_is_what_the_grammar_writes() =>
        Assert.Equal(QuestionFile.Text(), File.ReadAllText(DataFile));

    [Fact]
    public void Every_line_parses_back_to_its_row()
    {
        string[] lines = File.ReadAllLines(DataFile);
        Assert.Equal(QuestionFile.RowCount, lines.Length);
        for (int row = 0; row < lines.Length; row++)
        {
            using JsonDocument line = JsonDocument.Parse(lines[row]);
            JsonElement query = line.RootElement.GetProperty("query");
            Assert.Equal(s_rows[row].Text, line.RootElement.GetProperty("text").GetString());
            Assert.Equal(s_rows[row].Query.Calculate, Enum.Parse<Calculation>(query.GetProperty("calculate").GetString()!));
            Assert.Equal(s_rows[row].Query.Column, query.GetProperty("column").GetString());
            Assert.Equal(s_rows[row].Query.Filters.Count, query.GetProperty("filters").GetArrayLength());
            Assert.Equal(s_rows[row].Query.Breakdowns, query.GetProperty("breakdowns").EnumerateArray().Select(item => item.GetString()!));
        }
    }

    [Fact]
    public void No_question_is_asked_twice_and_none_is_the_unseen_one()
    {
        var keys = s_rows.Select(row => QuestionFile.Key(row.Text)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.DoesNotContain(QuestionFile.Key(QuestionFile.Unseen), keys);
        Assert.Contains(s_rows, row => QuestionFile.Key(row.Text).StartsWith("slowest endpoints", StringComparison.Ordinal));
    }

    [Fact]
    public void A_query_uses_each_column_for_one_thing_only()
    {
        foreach (Question row in s_rows)
        {
            List<string> columns = [.. row.Query.Filters.Select(filter => filter.Column), .. row.Query.Breakdowns];
            if (row.Query.Column is { } measured)
                columns.Add(measured);
            Assert.True(columns.Count == columns.Distinct().Count(), row.Text);
            Assert.InRange(row.Query.Filters.Count, 0, 2);
            Assert.InRange(row.Query.Breakdowns.Count, 0, 2);
            Assert.Equal(row.Query.Calculate == Calculation.COUNT, row.Query.Column is null);
        }
    }

    [Fact]
    public void Every_calculation_operator_and_dimension_occurs_often_enough_to_be_learnt()
    {
        foreach (Calculation calculation in Enum.GetValues<Calculation>())
            Assert.True(s_rows.Count(row => row.Query.Calculate == calculation) >= 50, calculation.ToString());
        foreach (FilterOperator op in Enum.GetValues<FilterOperator>())
            Assert.True(s_rows.Sum(row => row.Query.Filters.Count(filter => filter.Op == op)) >= 25, op.ToString());
        foreach (QuestionVocabulary.Dimension dimension in QuestionVocabulary.Dimensions)
            Assert.True(s_rows.Count(row => row.Query.Breakdowns.Contains(dimension.Column)) >= 100, dimension.Column);
    }
}
