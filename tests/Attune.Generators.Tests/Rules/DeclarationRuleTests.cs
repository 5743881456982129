using Attune.CodeFixes;
using Attune.Generators.Declarations;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2007, ATT2016, ATT2018 and ATT2020.</summary>
public sealed class DeclarationRuleTests
{
    [Theory]
    [InlineData("""[Dataset("a.csv")] sealed record [|Row|]([property: Completion] string A);""")]
    [InlineData("""[ChatTemplate("x", StopToken = "y")] static class [|T|];""")]
    [InlineData("""class [|Outer|] { [Dataset("a.csv")] internal sealed partial record Row([property: Completion] string A); }""")]
    [InlineData(Samples.Ticket + """[Prompt<Ticket>(User = "x")] static class [|P|];""")]
    [InlineData(Samples.TicketPrompt + """[Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static class [|R|];""")]
    public Task A_type_that_is_not_partial_fires(string marked) => Rule.FiresAsync<NotPartialRule>("ATT2007", marked, null, "Add 'partial'");

    [Theory]
    [InlineData("""[Dataset("a.csv")] sealed partial record Row([property: Completion] string A);""")]
    [InlineData("""sealed record Row(string A);""")]
    [InlineData("""partial class Outer { [Dataset("a.csv")] internal partial record struct Row([property: Completion] string A); }""")]
    public Task Partial_types_and_types_of_the_user_alone_are_legal(string source) => Rule.IsSilentAsync<NotPartialRule>(source);

    [Theory]
    [InlineData(
        """[Dataset("a.csv")] public sealed record Row([property: Completion] string A);""",
        """[Dataset("a.csv")] public sealed partial record Row([property: Completion] string A);""")]
    [InlineData(
        "[Dataset(\"a.csv\")]\n// the row\nrecord struct Row([property: Completion] string A);",
        "[Dataset(\"a.csv\")]\n// the row\npartial record struct Row([property: Completion] string A);")]
    public async Task The_fix_adds_partial(string before, string after) =>
        Assert.Equal(after, await CodeFixTest.FixFirstAsync<NotPartialRule, MakePartialCodeFix>(before));

    [Fact]
    public async Task Fix_all_adds_partial_everywhere()
    {
        var text = await CodeFixTest.FixAllAsync<NotPartialRule, MakePartialCodeFix>("""
            [Dataset("a.csv")] record Row([property: Completion] string A);
            [Prompt<Row>(User = "x")] static class P;
            """);
        Assert.Equal("""
            [Dataset("a.csv")] partial record Row([property: Completion] string A);
            [Prompt<Row>(User = "x")] static partial class P;
            """, text);
    }

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text }} is {{ [|label|] }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(System = "{% if [|label|] %}x{% endif %}", User = "{{ text }}")] static partial class P;""")]
    public Task A_prompt_with_the_answer_in_it_fires(string marked) =>
        Rule.FiresAsync<CompletionInPromptRule>("ATT2016", Samples.Ticket + marked, null, "gives the answer away");

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "label: {{ text }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{{ lable }}")] static partial class P;""")]
    public Task A_prompt_without_the_answer_is_legal(string source) => Rule.IsSilentAsync<CompletionInPromptRule>(Samples.Ticket + source);

    [Theory]
    [InlineData("""record Row(string A); [Prompt<[|Row|]>(User = "x")] static partial class P;""")]
    [InlineData("""[Prompt<[|string|]>(User = "x")] static partial class P;""")]
    public Task A_row_type_that_is_no_dataset_fires(string marked) => Rule.FiresAsync<NotADatasetRule>("ATT2018", marked);

    [Theory]
    [InlineData(Samples.TicketPrompt)]
    [InlineData("""[Prompt<NotYetWritten>(User = "x")] static partial class P;""")]
    public Task A_dataset_is_a_legal_row_type(string source) => Rule.IsSilentAsync<NotADatasetRule>(source);

    [Theory]
    [InlineData("""partial class Outer { [Dataset("a.csv")] private partial record [|Row|]([property: Completion] string A); }""", "private")]
    [InlineData("""[Dataset("a.csv")] partial record [|Row|]<T>([property: Completion] string A);""", "generic")]
    [InlineData("""partial class Outer<T> { [Dataset("a.csv")] internal partial record [|Row|]([property: Completion] string A); }""", "generic")]
    [InlineData("""[Dataset("a.csv")] file partial record [|Row|]([property: Completion] string A);""", "private")]
    public Task A_type_that_generated_code_cannot_name_fires(string marked, string message) =>
        Rule.FiresAsync<NotReachableRule>("ATT2020", marked, null, message);

    [Theory]
    [InlineData("""partial class Outer { [Dataset("a.csv")] internal partial record Row([property: Completion] string A); }""")]
    [InlineData("""[Dataset("a.csv")] partial record Row([property: Completion] string A);""")]
    public Task Internal_types_are_legal(string source) => Rule.IsSilentAsync<NotReachableRule>(source);
}
