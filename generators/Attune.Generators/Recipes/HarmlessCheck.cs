using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Recipes;

/// <summary>Recognises calls that look like checks and hold for every answer.</summary>
internal static class HarmlessCheck
{
    private static readonly string[] Comparisons =
        ["Be", "BeEquivalentTo", "BeSameAs", "Equal", "Contain", "StartWith", "EndWith", "ContainAll", "BeSubsetOf", "BeGreaterThanOrEqualTo", "BeLessThanOrEqualTo"];

    /// <summary>Why the call cannot fail, as the end of a sentence, or null where it may.</summary>
    public static string? Why(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax call)
            return null;
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
            return "it calls nothing that could throw";
        if (call.Expression is not MemberAccessExpressionSyntax member)
            return null;
        if (member.Name.Identifier.ValueText == "Should")
            return "Should() alone asserts nothing";

        string? reason = null;
        for (ExpressionSyntax at = call; ;)
        {
            switch (at)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "And" } and:
                    at = and.Expression;
                    continue;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax step } link when step.Name.Identifier.ValueText != "Should":
                    reason = WhyOf(link, step, Subject(step.Expression));
                    if (reason is null)
                        return null;
                    at = step.Expression;
                    continue;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Should" } }:
                    return reason;
                default:
                    return null;
            }
        }
    }

    private static string? WhyOf(InvocationExpressionSyntax call, MemberAccessExpressionSyntax step, ExpressionSyntax? subject)
    {
        if (subject is null)
            return null;
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count > 0 && Array.IndexOf(Comparisons, step.Name.Identifier.ValueText) >= 0 && AreSame(subject, arguments[0].Expression))
            return $"it compares '{subject}' with itself";
        if (step.Name.Identifier.ValueText is "NotThrow" && IsEmptyLambda(subject))
            return "it runs an empty lambda";
        return IsConstant(subject) && arguments.All(static argument => IsConstant(argument.Expression)) ? "it looks at nothing but constants" : null;
    }

    /// <summary>What stands before <c>Should()</c>.</summary>
    private static ExpressionSyntax? Subject(ExpressionSyntax chain)
    {
        while (true)
        {
            switch (chain)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Should" } should }:
                    return Unwrapped(should.Expression);
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax step }:
                    chain = step.Expression;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "And" } and:
                    chain = and.Expression;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>A completion is its text.</summary>
    private static bool AreSame(ExpressionSyntax a, ExpressionSyntax b) => SyntaxFactory.AreEquivalent(WithoutText(a), WithoutText(b));

    private static ExpressionSyntax WithoutText(ExpressionSyntax expression) =>
        Unwrapped(expression) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Text", Expression: IdentifierNameSyntax owner } ? owner : Unwrapped(expression);

    private static bool IsConstant(ExpressionSyntax expression) => Unwrapped(expression) switch
    {
        LiteralExpressionSyntax => true,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => true,
        BinaryExpressionSyntax sum => IsConstant(sum.Left) && IsConstant(sum.Right),
        _ => false,
    };

    private static bool IsEmptyLambda(ExpressionSyntax subject) => subject switch
    {
        ParenthesizedLambdaExpressionSyntax { Block.Statements.Count: 0 } => true,
        CastExpressionSyntax cast => IsEmptyLambda(Unwrapped(cast.Expression)),
        IdentifierNameSyntax name => IsEmptyLambda(name),
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoking" } } =>
            IsEmptyLambda(Unwrapped(arguments[0].Expression)),
        _ => false,
    };

    /// <summary>A local variable that holds one.</summary>
    private static bool IsEmptyLambda(IdentifierNameSyntax name) => name.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && method.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(local => local.Identifier.ValueText == name.Identifier.ValueText) is { } local
        && local.Initializer?.Value is ParenthesizedLambdaExpressionSyntax { Block.Statements.Count: 0 };

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        return expression;
    }
}
