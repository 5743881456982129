using Attune.Generators.BaseModels;
using Attune.Generators.Diagnostics;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.ChatTemplates;

/// <summary>
/// A chat template as a recipe uses it: that of its base model, which is shown at the recipe's <c>Base</c>, or one of the
/// user's own, which is shown inside its text.
/// </summary>
/// <param name="Check">The attribute that diagnostics are about: the recipe's, or the template's own.</param>
/// <param name="Probe">What the template does.</param>
/// <param name="Name">The template in words.</param>
/// <param name="File">The template's file, or null where it stands in the source.</param>
/// <param name="Base">The base model, or null where it is not known.</param>
/// <param name="StopTokens">The tokens that end an answer; empty where they are not known.</param>
/// <param name="HasSystem">Whether the recipe's prompt has a system message; null where no recipe uses the template.</param>
/// <param name="AddedTokens">The tokens that the recipe adds to the base model.</param>
/// <param name="Source">The expression of the user's own template.</param>
internal sealed record TemplateUse(
    DeclarationCheck Check,
    TemplateProbe Probe,
    string Name,
    string? File,
    BaseModelFacts? Base,
    IReadOnlyList<string> StopTokens,
    bool? HasSystem,
    IReadOnlyList<string> AddedTokens,
    ExpressionSyntax? Source)
{
    /// <summary>The rendering of the form that the recipe's rows have.</summary>
    public ProbedRender Render => HasSystem == true ? Probe.WithSystem : Probe.Plain;

    /// <summary>Where a part of the template is shown; with a text, at that text where the part spells it out.</summary>
    public Location Locate(SourceRange? range, string? text = null)
    {
        if (Source is null)
            return (Check.Argument("Base") ?? Check.FirstArgument())?.GetLocation() ?? Check.AttributeLocation;
        if (range is not { Length: > 0 } part)
            return Source.GetLocation();
        var template = Probe.Template.Source;
        if (text is not null && template.IndexOf(text, part.Position, Math.Min(part.Length, template.Length - part.Position), StringComparison.Ordinal) is var at and >= 0)
            return LiteralMap.Locate(Source, at, text.Length);
        return LiteralMap.Locate(Source, part.Position, part.Length);
    }

    /// <summary>The template with its place where that is in a file.</summary>
    public string NameAt(SourceRange? range) => File is null || range is not { } part
        ? Name
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} ({1}, line {2}, column {3})", Name, File, part.Line, part.Column);

    /// <summary>A text of the rendering as messages show it: in one line, and not too long.</summary>
    public static string Show(string text)
    {
        text = text.Replace("\r", "\\r").Replace("\n", "\\n").Replace("\t", "\\t");
        return text.Length == 0 ? "nothing" : text.Length <= 60 ? $"'{text}'" : $"'{text.Substring(0, 57)}...'";
    }
}
