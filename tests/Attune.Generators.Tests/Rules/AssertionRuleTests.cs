using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2008, ATT2009, ATT2017 and ATT2019.</summary>
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
        Rule.FiresAsync<AssertionSignatureAnalyzer>("ATT2008", Samples.Recipe(members: method).Replace("public static partial class LabelModel", "public partial class LabelModel", StringComparison.Ordinal), null, message);

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => answer.Should().Be(row.Label);")]
    [InlineData("[Assertion] public static void A(Ticket _, Completion x) { x.Should().NotBe(null); }")]
    [InlineData("static int NotAnAssertion() => 1;")]
    [InlineData("[Assertion] static void A(Ticket row, NotYetWritten answer) { }")]
    public Task The_right_shape_is_legal(string method) => Rule.IsSilentAsync<AssertionSignatureAnalyzer>(Samples.Recipe(members: method));

    [Theory]
    [InlineData("[|98|]", "For 98 percent write 0.98.")]
    [InlineData("[|1.01|]", "from 0 to 1")]
    [InlineData("[|-0.5|]", "from 0 to 1")]
    [InlineData("[|double.NaN|]", "from 0 to 1")]
    public Task A_threshold_that_is_no_share_fires(string value, string message) => Rule.FiresAsync<AssertionThresholdAnalyzer>(
        "ATT2009", Samples.Recipe(members: $"[Assertion(AtLeast = {value})] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();"), null, message);

    [Theory]
    [InlineData("[Assertion]")]
    [InlineData("[Assertion(AtLeast = 0)]")]
    [InlineData("[Assertion(AtLeast = 0.98)]")]
    [InlineData("[Assertion(AtLeast = 1)]")]
    public Task A_share_is_legal(string attribute) => Rule.IsSilentAsync<AssertionThresholdAnalyzer>(
        Samples.Recipe(members: attribute + " static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();"));

    [Theory]
    [InlineData("[Assertion] static void [|A|](Ticket row, Completion answer) { }")]
    [InlineData("[Assertion] static void [|A|](Ticket row, Completion answer) { var same = answer.Text == row.Label; }")]
    [InlineData("[Assertion(AtLeast = [|0|])] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();")]
    public Task An_assertion_that_always_holds_fires(string method) =>
        Rule.FiresAsync<AssertionCannotFailAnalyzer>("ATT2017", Samples.Recipe(members: method));

    [Theory]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => answer.Should().BeEmpty();")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) { if (answer.Text != row.Label) throw new Exception(); }")]
    [InlineData("[Assertion] static void A(Ticket row, Completion answer) => _ = answer.Text == row.Label ? 1 : throw new Exception();")]
    [InlineData("static void NotAnAssertion(Ticket row, Completion answer) { }")]
    public Task An_assertion_that_can_throw_is_legal(string method) =>
        Rule.IsSilentAsync<AssertionCannotFailAnalyzer>(Samples.Recipe(members: method));

    [Fact]
    public Task An_assertion_outside_a_recipe_fires() => Rule.FiresAsync<AssertionOutsideRecipeAnalyzer>(
        "ATT2019", Samples.Ticket + "static class Checks { [Assertion] static void [|A|](Ticket row, Completion answer) => answer.Should().BeEmpty(); }");

    [Fact]
    public Task An_assertion_in_a_recipe_is_legal() => Rule.IsSilentAsync<AssertionOutsideRecipeAnalyzer>(Samples.Question);
}
