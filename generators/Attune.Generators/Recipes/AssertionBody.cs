using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Recipes;

/// <summary>
/// Whether a method can fail, judged by its syntax alone: types would have to be bound for every assertion of a project, and
/// what cannot fail is recognised without them. Any call that is not known to be harmless may throw.
/// </summary>
internal static class AssertionBody
{
    /// <summary>Why the method cannot fail, as the end of a sentence, or null where it can.</summary>
    public static string? WhyItCannotFail(IMethodSymbol method, CancellationToken cancellation)
    {
        var reason = "it calls nothing that could throw";
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not MethodDeclarationSyntax declaration || (declaration.Body ?? (SyntaxNode?)declaration.ExpressionBody) is not { } body)
                return null;
            foreach (var node in Checks(body))
            {
                if ((WhyItIsNotReached(node, body) ?? HarmlessCheck.Why(node)) is not { } why)
                    return null;
                reason = why;
            }
        }

        return method.DeclaringSyntaxReferences.IsEmpty ? null : reason;
    }

    /// <summary>Whether the method mentions that name.</summary>
    public static bool Mentions(IMethodSymbol method, string name, CancellationToken cancellation) => method.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax(cancellation).DescendantNodes())
        .Any(node => node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name);

    /// <summary>Every throw and every call, without the calls that are parts of one.</summary>
    private static IEnumerable<SyntaxNode> Checks(SyntaxNode body) => body
        .DescendantNodes(static node => node is not InvocationExpressionSyntax)
        .Where(static node => node is InvocationExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or AwaitExpressionSyntax);

    private static string? WhyItIsNotReached(SyntaxNode node, SyntaxNode body)
    {
        for (var at = node; at != body && at.Parent is { } parent; at = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax test when at == test.Statement && test.Condition.IsKind(SyntaxKind.FalseLiteralExpression):
                    return "its condition is always false";
                case ElseClauseSyntax { Parent: IfStatementSyntax test } when test.Condition.IsKind(SyntaxKind.TrueLiteralExpression):
                    return "its condition is always true";
                case BlockSyntax block when block.Statements.IndexOf((StatementSyntax)at) is var index
                    && block.Statements.Take(index).Any(static before => before is ReturnStatementSyntax):
                    return "it returns before it asserts";
                case TryStatementSyntax attempt when at == attempt.Block && attempt.Catches.Any(Swallows):
                    return "it catches its own failures";
            }
        }

        return null;
    }

    private static bool Swallows(CatchClauseSyntax clause) =>
        clause.Filter is null
        && clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
        && !clause.Block.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax or InvocationExpressionSyntax);
}
