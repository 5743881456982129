using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Where Scriban's values behave unlike Jinja's, the tree calls a builtin: these make the calls.</summary>
internal static class ScribanCalls
{
    /// <summary>The text that an output writes.</summary>
    public static Expression Text(Expression value) => Call(ScribanOperators.Text, value, [], value.Range);

    /// <summary>Whether a condition holds: all but <c>null</c> and <c>false</c> does.</summary>
    public static Expression Truth(Expression value) => Call(ScribanOperators.Truth, value, [], value.Range);

    /// <summary>What a loop walks through: nothing for <c>null</c>, keys and values for an object.</summary>
    public static Expression Items(Expression value) => Call(ScribanOperators.Items, value, [], value.Range);

    public static Expression Member(Expression owner, string name, bool isOptional, SourceRange range) => Call(
        isOptional ? ScribanOperators.OptionalMember : ScribanOperators.Member, owner, [new LiteralExpression(SpannedString.Literal(name), range)], range);

    public static Expression Call(Builtin function, Expression value, IReadOnlyList<Expression> more, SourceRange range) =>
        new FilterExpression(value, new FilterCall(function.Name, function, new ArgumentList(more, [], null, null), range), range);
}
