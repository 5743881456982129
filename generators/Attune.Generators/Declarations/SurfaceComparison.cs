using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>Compares what other files see of two versions of a file: all but comments, the bodies of methods, and templates.</summary>
internal static class SurfaceComparison
{
    public static bool IsSame(SyntaxNode before, SyntaxNode after)
    {
        if (before.RawKind != after.RawKind)
            return false;
        if (IsHidden(before) && IsHidden(after))
            return !before.ContainsDirectives && !after.ContainsDirectives;

        // An expression may be deeper than the stack; its text says enough, and has the directives before it.
        if (before is ExpressionSyntax or StatementSyntax)
            return before.ToFullString() == after.ToFullString();
        var olds = before.ChildNodesAndTokens();
        var news = after.ChildNodesAndTokens();
        if (olds.Count != news.Count)
            return false;
        for (var i = 0; i < olds.Count; i++)
        {
            var (old, now) = (olds[i], news[i]);
            if (old.IsNode != now.IsNode || !(old.IsNode ? IsSame(old.AsNode()!, now.AsNode()!) : IsSame(old.AsToken(), now.AsToken())))
                return false;
        }

        return true;
    }

    private static bool IsSame(SyntaxToken before, SyntaxToken after)
    {
        if (before.RawKind != after.RawKind || before.Text != after.Text || before.ContainsDirectives != after.ContainsDirectives)
            return false;

        // #nullable changes the types that follow.
        return !before.ContainsDirectives || before.LeadingTrivia.Where(static trivia => trivia.IsDirective).Select(static trivia => trivia.ToString())
            .SequenceEqual(after.LeadingTrivia.Where(static trivia => trivia.IsDirective).Select(static trivia => trivia.ToString()), StringComparer.Ordinal);
    }

    /// <summary>Whether nothing that another file declares depends on it.</summary>
    private static bool IsHidden(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax => node.Parent is BaseMethodDeclarationSyntax,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } =>
            node.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax { Name: var name, Parent.Parent: TypeDeclarationSyntax } } && HasTemplates(name),
        _ => false,
    };

    // An alias may give another attribute such a name; but what we read from the texts of those on types is the matter of their own files.
    private static bool HasTemplates(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText is "Prompt" or "PromptAttribute" or "ChatTemplate" or "ChatTemplateAttribute",
        QualifiedNameSyntax qualified => HasTemplates(qualified.Right),
        AliasQualifiedNameSyntax alias => HasTemplates(alias.Name),
        _ => false,
    };
}
