using Attune.CodeFixes;
using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2008, ATT2009, ATT2017, ATT2019, ATT2029 and ATT2031.</summary>
public sealed class AssertionRuleTests
{
    [Theory]
    [InlineData("[Assertion] void [|A|](Ticket row, Completion answer) => answer.Should().BeEmpty();", "it is not static")]
    [InlineData("[Assertion] static bool [|A|](Ticket row, Completion answer) => answer.Text == row.Label;", "it returns bool")]
    [InlineData("[Assertion] static async void [|A|](Ticket row, Completion answer) => await System.Threading.Tasks.Task.Yield();", "async")]
    [InlineData("[Assertion] static System.Threading.Tasks.Task [|A|](Ticket row, Completion answer) => throw null!;", "it returns")]
    [InlineData("[Assertion] static void [|A|](Completion answer) => answer.Should().BeEmpty();", "it has 1 parameter.")]
    [InlineData("[Assertion] static void [|A|](Ticket row, Completion answer, int more) => answer.Should().BeEmpty();", "it has 3 parameters.")]
    [InlineData("[Assertion] static void [|A|](string row, Completion answer) => answer.Should().BeEmpty();", "first parameter is not Ticket")]
    [InlineData("[Assertion] static void [|A|](Ticket row, string answer) => answer.Should().BeEmpty();", "second parameter is not Completion")]
    [InlineData("[Assertion] static void [|A|](in Ticket row, Completion answer) => answer.Should().BeEmpty();", "first parameter")]
    [InlineData("[Assertion] static void [|A|]<T>(Ticket row, Completion answer) => answer.Should().BeEmpty();", "generic")]
    public Task A_method_of_another_shape_fires(string method, string message) =>
        Rule.FiresAsync<AssertionSignatureRule>("ATT2008", Samples.Recipe(members: method).Replace("public static partial class LabelModel", "public partial class LabelModel", StringComparison.Ordinal), null, message);

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => answer.Should().Be(row.Label);")]
    [InlineData("[Assertion] public static void A(Ticket _, Completion x) { x.Should().NotBe(null); }")]
    [InlineData("static int NotAnAssertion() => 1;")]
    [InlineData("[Assertion] static void A(Ticket row, NotYetWritten answer) { }")]
    public Task The_right_shape_is_legal(string method) => Rule.IsSilentAsync<AssertionSignatureRule>(Samples.Recipe(members: method));

    [Theory]
    [InlineData("[|98|]", "For 98 percent write 0.98.")]
    [InlineData("[|1.01|]", "from 0 to 1")]
    [InlineData("[|-0.5|]", "from 0 to 1")]
    [InlineData("[|double.NaN|]", "from 0 to 1")]
    public Task A_threshold_that_is_no_share_fires(string value, string message) => Rule.FiresAsync<AssertionThresholdRule>(
        "ATT2009", Samples.Recipe(members: $"[Assertion(AtLeast = {value})] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();"), null, message);

    [Theory]
    [InlineData("[Assertion]")]
    [InlineData("[Assertion(AtLeast = 0)]")]
    [InlineData("[Assertion(AtLeast = 0.98)]")]
    [InlineData("[Assertion(AtLeast = 1)]")]
    public Task A_share_is_legal(string attribute) => Rule.IsSilentAsync<AssertionThresholdRule>(
        Samples.Recipe(members: attribute + " static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();"));

    [Theory]
    [InlineData("[Assertion] static void [|A|](Ticket row, Completion answer) { }")]
    [InlineData("[Assertion] static void [|A|](Ticket row, Completion answer) { var same = answer.Text == row.Label; }")]
    [InlineData("[Assertion(AtLeast = [|0|])] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();")]
    public Task An_assertion_that_always_holds_fires(string method) =>
        Rule.FiresAsync<AssertionCannotFailRule>("ATT2017", Samples.Recipe(members: method));

    [Theory]
    [InlineData("answer.Should();", "Should() alone")]
    [InlineData("answer.Should().Be(answer.Text);", "compares 'answer' with itself")]
    [InlineData("row.Label.Should().BeEquivalentTo((row.Label)).And.Be(row.Label);", "compares 'row.Label' with itself")]
    [InlineData("true.Should().BeTrue();", "nothing but constants")]
    [InlineData("(1 + 1).Should().Be(2, \"because\");", "nothing but constants")]
    [InlineData("FluentActions.Invoking(() => { }).Should().NotThrow();", "empty lambda")]
    [InlineData("Action check = () => { }; check.Should().NotThrow();", "empty lambda")]
    [InlineData("if (false) answer.Should().BeEmpty();", "always false")]
    [InlineData("if (true) { } else { throw new Exception(); }", "always true")]
    [InlineData("return; answer.Should().BeEmpty();", "returns before")]
    [InlineData("try { answer.Should().BeEmpty(); } catch { }", "catches its own failures")]
    [InlineData("try { answer.Should().BeEmpty(); } catch (Exception) { return; }", "catches its own failures")]
    [InlineData("var name = nameof(answer);", "calls nothing that could throw")]
    public Task An_assertion_that_only_looks_like_one_fires(string body, string message) => Rule.FiresAsync<AssertionCannotFailRule>(
        "ATT2017", Samples.Recipe(members: $"[Assertion] static void [|A|](Ticket row, Completion answer) {{ {body} }}"), null, message);

    [Theory]
    [InlineData("answer.Should().Be(row.Label);")]
    [InlineData("answer.Should().NotBe(answer.Text);")]
    [InlineData("answer.Should().Be(answer.Text).And.Be(row.Label);")]
    [InlineData("answer.Text.Length.Should().Be(3);")]
    [InlineData("FluentActions.Invoking(() => int.Parse(answer.Text)).Should().NotThrow();")]
    [InlineData("if (row.Priority == 1) answer.Should().BeEmpty();")]
    [InlineData("try { answer.Should().BeEmpty(); } catch (FormatException) { }")]
    [InlineData("try { answer.Should().BeEmpty(); } catch { throw; }")]
    [InlineData("try { } finally { answer.Should().BeEmpty(); }")]
    [InlineData("if (row.Priority == 1) return; answer.Should().BeEmpty();")]
    [InlineData("true.Should().BeTrue(); answer.Should().BeEmpty();")]
    [InlineData("Check(answer);")]
    public Task An_assertion_with_one_real_check_is_legal(string body) => Rule.IsSilentAsync<AssertionCannotFailRule>(
        Samples.Recipe(members: $"[Assertion] static void A(Ticket row, Completion answer) {{ {body} }} static void Check(Completion answer) => answer.Should().BeEmpty();"));

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion [|answer|]) => row.Label.Should().NotBeEmpty();")]
    [InlineData("[Assertion] static void A(Ticket row, Completion [|_|]) { row.Text.Should().Contain(\"answer\"); }")]
    public Task An_assertion_that_ignores_the_answer_fires(string method) =>
        Rule.FiresAsync<AssertionIgnoresAnswerRule>("ATT2031", Samples.Recipe(members: method), null, "says nothing about the model");

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => answer.Should().Be(row.Label);")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) { if (answer.Text == row.Label) return; throw new Exception(); }")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) { }")]
    [InlineData("static void A(Ticket row, Completion answer) { row.Label.Should().BeEmpty(); }")]
    public Task An_assertion_about_the_answer_is_legal(string method) => Rule.IsSilentAsync<AssertionIgnoresAnswerRule>(Samples.Recipe(members: method));

    [Fact]
    public Task An_assertion_without_held_out_rows_fires() => Rule.FiresAsync<NoHeldOutRowsRule>("ATT2029", Samples.Recipe(
        members: "[[|Assertion(AtLeast = 0.5)|]] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty(); [Assertion] static void B(Ticket row, Completion answer) { }"),
        null, "Ticket holds out no rows, so A cannot pass");

    [Theory]
    [InlineData("TestFraction = 0.1")]
    [InlineData("TestPath = \"data/test.jsonl\"")]
    public Task Held_out_rows_are_enough(string argument) => Rule.IsSilentAsync<NoHeldOutRowsRule>(
        Samples.Recipe(members: "[Assertion] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();")
            .Replace("tickets.jsonl\"", "tickets.jsonl\", " + argument, StringComparison.Ordinal));

    [Fact]
    public Task A_recipe_without_assertions_needs_no_held_out_rows() => Rule.IsSilentAsync<NoHeldOutRowsRule>(Samples.Recipe());

    [Fact]
    public async Task The_fix_turns_percent_into_a_share()
    {
        const string Method = "static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();";
        var text = await CodeFixTest.FixFirstAsync<AssertionThresholdRule, CorrectNameCodeFix>(Samples.Recipe(members: "[Assertion(AtLeast = 98)] " + Method));
        Assert.Equal(Samples.Recipe(members: "[Assertion(AtLeast = 0.98)] " + Method), text);
    }

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) { if (answer.Text != row.Label) throw new Exception(); }")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => _ = answer.Text == row.Label ? 1 : throw new Exception();")]
    [InlineData("static void NotAnAssertion(Ticket row, Completion answer) { }")]
    public Task An_assertion_that_can_throw_is_legal(string method) =>
        Rule.IsSilentAsync<AssertionCannotFailRule>(Samples.Recipe(members: method));

    [Fact]
    public Task An_assertion_outside_a_recipe_fires() => Rule.FiresAsync<AssertionOutsideRecipeRule>(
        "ATT2019", Samples.Ticket + "static class Checks { [Assertion] static void [|A|](Ticket row, Completion answer) => answer.Should().BeEmpty(); }");

    [Fact]
    public Task An_assertion_in_a_recipe_is_legal() => Rule.IsSilentAsync<AssertionOutsideRecipeRule>(Samples.Question);
}
