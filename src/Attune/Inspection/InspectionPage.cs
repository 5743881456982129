using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Attune.Models;
using Attune.Text.Tokenizers;

namespace Attune.Inspection;

/// <summary>
/// Rows token by token as one HTML page, so that a person sees what is trained: which characters are the template's, which
/// tokens are supervised and with what weight, which are special. The page needs nothing else: it works from a file,
/// without network, and forbids itself any.
/// </summary>
public static partial class InspectionPage
{
    private const string DataMark = "{{data}}";

    private static readonly string[] Scripts = ["rows.js", "tokens.js", "page.js"];

    /// <summary>Writes the page, whole or not at all; rows are taken one at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">What is shown, such as the recipe's name.</param>
    /// <param name="facts">Names and values for the head of the page.</param>
    /// <param name="rows">The rows in the order in which they are listed.</param>
    /// <param name="tokenizer">Where the tokens are from.</param>
    /// <exception cref="AttuneException">ATT4110: the file could not be written.</exception>
    public static void Write(
        string path, string title, IReadOnlyList<(string Name, string Value)> facts, IEnumerable<InspectedRow> rows, Tokenizer tokenizer) =>
        AtomicFile.Write(path, stream => Write(stream, title, facts, rows, tokenizer));

    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="facts">Names and values for the head of the page.</param>
    /// <param name="rows">The rows in the order in which they are listed.</param>
    /// <param name="tokenizer">Where the tokens are from.</param>
    public static void Write(
        Stream stream, string title, IReadOnlyList<(string Name, string Value)> facts, IEnumerable<InspectedRow> rows, Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var style = Resource("page.css");
        var script = string.Join('\n', Scripts.Select(Resource));
        var template = Resource("page.html");
        var data = template.IndexOf(DataMark, StringComparison.Ordinal);
        var values = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(title),
            ["facts"] = Facts(facts),
            ["style"] = style,
            ["styleHash"] = Hash(style),
            ["script"] = script,
            ["scriptHash"] = Hash(script),
        };
        stream.Write(Encoding.UTF8.GetBytes(Fill(template[..data], values)));
        InspectionData.Write(stream, rows, tokenizer);
        stream.Write(Encoding.UTF8.GetBytes(Fill(template[(data + DataMark.Length)..], values)));
    }

    /// <summary>Puts values in, all at once: a value that looks like a mark stays what it is.</summary>
    private static string Fill(string template, Dictionary<string, string> values) =>
        Mark().Replace(template, match => values[match.Groups[1].Value]);

    private static string Facts(IReadOnlyList<(string Name, string Value)> facts) => string.Concat(facts.Select(
        fact => $"<span class=\"facts\">{WebUtility.HtmlEncode(fact.Name)} <b>{WebUtility.HtmlEncode(fact.Value)}</b></span>\n"));

    /// <summary>The page's policy lets exactly this text run, and nothing that a row may have smuggled in.</summary>
    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(InspectionPage).Assembly.GetManifestResourceStream("Attune.Inspection." + name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Mark();
}
