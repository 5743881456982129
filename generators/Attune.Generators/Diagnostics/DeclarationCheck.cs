using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Diagnostics;

/// <summary>One attribute on one type, and how to report on it.</summary>
internal readonly record struct DeclarationCheck(TypeCheck Owner, INamedTypeSymbol Type, AttributeData Attribute)
{
    public SymbolAnalysisContext Context => Owner.Context;

    public CancellationToken Cancellation => Context.CancellationToken;

    public void Report(DiagnosticDescriptor rule, Location? location, params object?[] arguments) =>
        Owner.Report(Diagnostic.Create(rule, location ?? AttributeLocation, arguments));

    public void ReportWithSuggestion(DiagnosticDescriptor rule, Location location, string suggestion, params object?[] arguments)
    {
        var properties = ImmutableSuggestion.Of(suggestion);
        Owner.Report(Diagnostic.Create(rule, location, properties, arguments));
    }

    /// <summary>Reports on an argument; a suggestion, as C#, takes its place where the argument is a constant that is spelled out.</summary>
    public void ReportArgument(DiagnosticDescriptor rule, ExpressionSyntax argument, string? suggestion, params object?[] arguments)
    {
        if (suggestion is not null && argument is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax)
            ReportWithSuggestion(rule, argument.GetLocation(), suggestion, arguments);
        else
            Report(rule, argument.GetLocation(), arguments);
    }

    /// <summary>The attribute's name with its arguments.</summary>
    public Location AttributeLocation =>
        Attribute.ApplicationSyntaxReference?.GetSyntax(Cancellation).GetLocation() ?? Type.Locations[0];

    /// <summary>The expression of a property of the attribute, as in <c>Epochs = 3</c>.</summary>
    public ExpressionSyntax? Argument(string name)
    {
        foreach (var argument in Arguments())
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == name)
                return argument.Expression;
        }

        return null;
    }

    /// <summary>The expression of the constructor's only parameter.</summary>
    public ExpressionSyntax? FirstArgument()
    {
        foreach (var argument in Arguments())
        {
            if (argument.NameEquals is null)
                return argument.Expression;
        }

        return null;
    }

    /// <summary>The expression of one item of the constructor's only parameter, a list.</summary>
    public ExpressionSyntax? Item(int index)
    {
        List<ExpressionSyntax> positional = [.. Arguments().Where(static argument => argument.NameEquals is null).Select(static argument => argument.Expression)];
        return positional.Count == 1 ? ListItems.At(positional[0], index) : index < positional.Count ? positional[index] : null;
    }

    private SeparatedSyntaxList<AttributeArgumentSyntax> Arguments() =>
        (Attribute.ApplicationSyntaxReference?.GetSyntax(Cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? default;
}

/// <summary>How an analyzer hands a code fix the text that belongs at the squiggle.</summary>
internal static class ImmutableSuggestion
{
    public const string Key = "Suggestion";

    public static System.Collections.Immutable.ImmutableDictionary<string, string?> Of(string suggestion) =>
        System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add(Key, suggestion);
}
