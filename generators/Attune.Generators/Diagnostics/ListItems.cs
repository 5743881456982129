using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Diagnostics;

/// <summary>The items of an array as attributes write it: <c>[a, b]</c>, <c>new[] { a, b }</c>, <c>new string[] { a, b }</c>.</summary>
internal static class ListItems
{
    /// <summary>The expression of one item; the whole one where the items are not spelled out.</summary>
    public static ExpressionSyntax? At(ExpressionSyntax? list, int index)
    {
        var items = list switch
        {
            CollectionExpressionSyntax collection when collection.Elements.All(static element => element is ExpressionElementSyntax) =>
                collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression).ToList(),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
            ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => [.. initializer.Expressions],
            _ => [],
        };
        return index < items.Count ? items[index] : list;
    }
}
