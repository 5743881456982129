using System.Text;
using System.Xml;
using System.Xml.Linq;
using Attune.Generators.Declarations;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tools;

/// <summary>
/// What is said of a method or type and its parameters: <c>[Description]</c>, else the XML documentation. The comment is
/// read as it stands in the source, because the compiler reads it only where a documentation file is asked for.
/// </summary>
internal sealed class Documentation
{
    private const string Description = "System.ComponentModel.DescriptionAttribute";

    private readonly XElement comment;

    private Documentation(XElement comment, string? summary)
    {
        this.comment = comment;
        Summary = summary;
    }

    /// <summary>What it is; null where nothing is said.</summary>
    public string? Summary { get; }

    public static Documentation Of(ISymbol symbol, CancellationToken cancellation)
    {
        var comment = Comment(symbol, cancellation);
        return new Documentation(comment, Attribute(symbol) ?? Text(comment.Element("summary")));
    }

    public string? Parameter(IParameterSymbol parameter) => Attribute(parameter) ?? Named(parameter.Name);

    /// <summary>What is said of a field of a record or class, where this is the documentation of the type.</summary>
    public string? Field(FoundField field, CancellationToken cancellation) =>
        Attribute(field.Property)
        ?? (field.Parameter is { } parameter ? Parameter(parameter) : null)
        ?? Text(Comment(field.Property, cancellation).Element("summary"));

    private string? Named(string parameter) =>
        Text(comment.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == parameter));

    private static string? Attribute(ISymbol symbol) => symbol.Find(Description)?.FirstString();

    private static XElement Comment(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var lines = new StringBuilder();
            foreach (var line in reference.GetSyntax(cancellation).GetLeadingTrivia().ToFullString().Split('\n'))
            {
                var trimmed = line.Trim();
                if (trimmed.StartsWith("///", StringComparison.Ordinal))
                    lines.Append(trimmed, 3, trimmed.Length - 3).Append('\n');
            }

            if (lines.Length > 0 && Parse(lines.ToString()) is { } comment)
                return comment;
        }

        return Parse(symbol.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "") ?? new XElement("doc");
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            var comment = XElement.Parse("<doc>" + xml + "</doc>");
            return comment.Element("member") ?? comment;
        }
        catch (XmlException)
        {
            // Half-typed; the compiler says so where it reads documentation at all.
            return null;
        }
    }

    /// <summary>The text in one line; <c>&lt;see cref="X"/&gt;</c> is its last name.</summary>
    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        foreach (var empty in element.Descendants().Where(inner => inner.IsEmpty).ToList())
        {
            var reference = (empty.Attribute("cref") ?? empty.Attribute("name") ?? empty.Attribute("langword") ?? empty.Attribute("href"))?.Value ?? "";
            empty.ReplaceWith(new XText(reference.Substring(reference.LastIndexOfAny(['.', ':']) + 1)));
        }

        var words = element.Value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(" ", words);
    }
}
