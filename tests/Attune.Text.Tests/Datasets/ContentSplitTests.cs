using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

/// <summary>Rows that pass by are divided as rows in memory are.</summary>
public class ContentSplitTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Counts_are_those_of_the_division(double fraction)
    {
        for (var rows = 0; rows < 40; rows++)
        {
            for (var seed = 0UL; seed < 8; seed++)
            {
                // Every third row is written twice.
                ulong[] contents = [.. Enumerable.Range(0, rows).Select(i => (ulong)(i - (i % 3 == 0 ? 0 : i % 3 - 1)))];
                var split = new ContentSplit(fraction, seed);
                foreach (var content in contents)
                    split.Add(content);
                var test = contents.Where(split.IsTest).ToList();
                Assert.Equal(test.Count, split.TestRows);
                Assert.Equal(rows, split.Rows);
                Assert.Equal(fraction > 0 && contents.Distinct().Count() > 1, test.Count > 0);
                Assert.True(rows == 0 || test.Count < rows);
            }
        }
    }
}
