using Attune.Generators.Tests.Testing;
using Attune.Generators.Tools;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2035.</summary>
public sealed class ToolRuleTests
{
    [Theory]
    [InlineData("string Show(System.IO.Stream [|picture|])", "the parameter 'picture' is of type Stream, which has no form in JSON")]
    [InlineData("string Show(string a, System.Action[] [|later|])", "'later' is of type Action")]
    [InlineData("string Show(ref int [|count|])", "'count' is passed by reference")]
    [InlineData("string Show(Box [|box|])", "'box' is of type Stream")]
    [InlineData("string [|Show|]<T>(T thing)", "Show is generic")]
    public Task A_parameter_without_a_form_in_JSON_fires(string method, string part) =>
        Rule.FiresAsync<ToolParameterRule>("ATT2035", Tool(method), null, "Show cannot be a tool: ", part, "Use strings");

    [Theory]
    [InlineData("string Show(string a, int? b, System.DateOnly[] c, System.Collections.Generic.Dictionary<string, double> d)")]
    [InlineData("string Show(Node node, System.Threading.CancellationToken cancellation)")]
    [InlineData("string Show()")]
    public Task Parameters_that_JSON_has_are_legal(string method) => Rule.IsSilentAsync<ToolParameterRule>(Tool(method));

    [Fact]
    public Task A_method_that_is_no_tool_may_take_anything() =>
        Rule.IsSilentAsync<ToolParameterRule>("class C { [System.Obsolete] static string Show(System.IO.Stream picture) => \"\"; }");

    private static string Tool(string method) => $$"""
        public sealed record Box(System.IO.Stream Content);
        public sealed record Node(string Name, Node[] Inner);
        public static partial class Tools { [Tool] public static {{method}} => ""; }
        """;
}
