using Attune.CodeFixes;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2021 and ATT2023: what templates read inside of fields.</summary>
public sealed class UnknownMemberTests
{
    private const string Order = """
        public sealed record Item(string Name, double Price, string[] Tags);
        public sealed record Customer(string FirstName, int? Age, DayOfWeek Day);
        [Dataset("data/orders.jsonl")]
        public sealed partial record Order(
            Customer Customer, Item[] Lines, List<Item>? Items, Dictionary<string, Item> ByName, string Text, int Count, Store Store,
            [property: Completion] string Label);
        public sealed record Store(string[] Items, string Keys);
        """ + "\n";

    [Theory]
    [InlineData("{{ customer.[|firstNaem|] }}", "'firstNaem' is nothing that customer, a Customer, has. Did you mean 'firstName'?")]
    [InlineData("{{ customer['[|firstNaem|]'] }}", "Did you mean 'firstName'?")]
    [InlineData("{{ customer.[|address|] }}", "It has 'firstName', 'age', 'day'.")]
    [InlineData("{{ customer.firstName.[|sttrip|]() }}", "customer.firstName, a text, has. Did you mean 'strip'?")]
    [InlineData("{{ customer.day.[|uper|]() }}", "Did you mean 'upper'?")]
    [InlineData("{{ customer.age.[|years|] }}", "It has no members.")]
    [InlineData("{{ lines[0].[|naem|] }}", "lines[], a Item, has. Did you mean 'name'?")]
    [InlineData("{{ items[0].[|naem|] }}", "Did you mean 'name'?")]
    [InlineData("{{ lines.[|first|] }}", "a list")]
    [InlineData("{% for line in lines %}{{ line.[|prise|] }}{% endfor %}", "Did you mean 'price'?")]
    [InlineData("{% for line in lines %}{% for tag in line.tags %}{{ tag.[|nothing|] }}{% endfor %}{% endfor %}", "lines[].tags[], a text")]
    [InlineData("{% set c = customer %}{{ c.[|firstNaem|] }}", "Did you mean 'firstName'?")]
    [InlineData("{{ byName.anything.[|prise|] }}", "Did you mean 'price'?")]
    [InlineData("{{ byName['it']['[|prise|]'] }}", "Did you mean 'price'?")]
    [InlineData("{{ text.[|trimm|] | upper }}", "a text")]
    [InlineData("{{ count.[|real|] }}", "a number")]
    [InlineData("{% if customer.[|firstNaem|] is defined %}x{% endif %}", "Did you mean 'firstName'?")]
    public Task Fires_at_the_member(string template, string message) => Rule.FiresAsync<UnknownMemberRule>("ATT2021", Prompt(template), null, message);

    [Theory]
    [InlineData("{{ customer.firstName.strip() | upper }}{{ customer['age'] }}")]
    [InlineData("{% for line in lines %}{{ line.name }}: {{ line.price }}{{ loop.index }}{% endfor %}")]
    [InlineData("{% for key, line in byName.items() %}{{ line.price }}{{ line.unknown }}{% endfor %}")]
    [InlineData("{% for key in byName %}{{ key.upper() }}{% endfor %}")]
    [InlineData("{% for line in lines | sort(attribute='price') %}{{ line.price }}{% endfor %}")]
    [InlineData("{{ byName.anything.price }}{{ byName.get('x').y }}")]
    [InlineData("{% set c = customer %}{% set c = text %}{{ c.upper() }}")]
    [InlineData("{{ label.anything }}{{ txet.anything }}")]
    [InlineData("{% macro m(customer) %}{{ customer.anything }}{% endmacro %}{{ m(text) }}")]
    [InlineData("{{ customer.items() | list }}")]
    [InlineData("{{ customer.firstName")]
    public Task Is_silent_where_the_member_is_there_or_types_do_not_tell(string template) => Rule.IsSilentAsync<UnknownMemberRule>(Prompt(template));

    [Fact]
    public async Task The_fix_writes_the_member()
    {
        var text = await CodeFixTest.FixAllAsync<UnknownMemberRule, CorrectNameCodeFix>(Prompt("{{ customer.firstNaem }} {{ lines[0]['prise'] }}"));
        Assert.Equal(Prompt("{{ customer.firstName }} {{ lines[0]['price'] }}"), text);
    }

    [Theory]
    [InlineData("{{ store[|.items|] }}")]
    [InlineData("{% for item in store[|.items|] %}{{ item }}{% endfor %}{{ store[|.keys|] }}")]
    public Task A_method_that_hides_a_field_fires(string template) =>
        Rule.FiresAsync<MemberIsMethodRule>("ATT2023", Prompt(template), null, "With a dot", "field of a Store");

    [Theory]
    [InlineData("{{ store['items'] }}")]
    [InlineData("{{ store.items() }}")]
    [InlineData("{{ items }}")]
    [InlineData("{{ customer.firstName }}")]
    public Task A_key_a_call_and_other_names_are_legal(string template) => Rule.IsSilentAsync<MemberIsMethodRule>(Prompt(template));

    [Fact]
    public async Task The_fix_writes_a_key()
    {
        var text = await CodeFixTest.FixFirstAsync<MemberIsMethodRule, CorrectNameCodeFix>(Prompt("{{ store.items | length }}"));
        Assert.Equal(Prompt("{{ store['items'] | length }}"), text);
    }

    private static string Prompt(string template) => Order + $"[Prompt<Order>(User = \"{template}\")] static partial class P;";
}
