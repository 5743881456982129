using Attune.Generators.Datasets;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2003.</summary>
public sealed class UnusedFieldTests
{
    private const string Marked = """
        [Dataset("a.csv")] partial record Row(string Text, int [|Priority|], [property: Completion] string Label);
        """ + "\n";

    private const string Legal = """
        [Dataset("a.csv")] partial record Row(string Text, int Priority, [property: Completion] string Label);
        """ + "\n";

    [Theory]
    [InlineData(Marked + """[Prompt<Row>(User = "{{ text }}")] static partial class P;""")]
    [InlineData("""
        [Dataset("a.csv")] partial class Row { public string Text { get; set; } = ""; public int [|Priority|] { get; set; } [Completion] public string Label { get; set; } = ""; }
        [Prompt<Row>(User = "{{ text }}")] static partial class P;
        """)]
    [InlineData(Marked + """
        [Prompt<Row>(User = "{{ text }}")] static partial class P;
        [Recipe<Row>(Base = "attune/tiny", Prompt = typeof(P))] static partial class R { [Assertion] static void Right(Row row, Completion answer) => answer.Should().Be(row.Label); }
        """)]
    public Task Fires_at_the_field(string marked) => Rule.FiresAsync<UnusedFieldRule>("ATT2003", marked, null, "'priority'");

    [Theory]
    [InlineData(Legal)]
    [InlineData(Legal + """[Prompt<Row>(System = "{{ priority }}", User = "{{ text }}")] static partial class P;""")]
    [InlineData(Legal + """[Prompt<Row>(User = "{{ text }}")] static partial class P; [Prompt<Row>(User = "{{ priority }}")] static partial class Q;""")]
    [InlineData(Legal + """[Prompt<Row>(User = "{{ text ")] static partial class P;""")]
    [InlineData(Legal + """
        [Prompt<Row>(User = "{{ text }}")] static partial class P;
        [Recipe<Row>(Base = "attune/tiny", Prompt = typeof(P))] static partial class R { [Assertion] static void Right(Row row, Completion answer) => answer.Should().Be($"{row.Priority}"); }
        """)]
    public Task Is_silent_where_a_prompt_or_an_assertion_reads_it(string source) => Rule.IsSilentAsync<UnusedFieldRule>(source);
}
