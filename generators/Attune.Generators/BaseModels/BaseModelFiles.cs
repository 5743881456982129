using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attune.Generators.Caching;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.BaseModels;

/// <summary>
/// The files of base models that the build lists as <c>AdditionalFiles</c> with the metadata <c>AttuneBase</c>: a name, or
/// the full path of the folder. Files of the same content are read once: each compilation, and in an editor each
/// keystroke, has options and texts of its own.
/// </summary>
internal sealed class BaseModelFiles
{
    /// <summary>The metadata that tells the base model of a file.</summary>
    public const string Metadata = "build_metadata.AdditionalFiles.AttuneBase";

    private static readonly ConditionalWeakTable<AnalyzerOptions, BaseModelFiles> Known = new();

    private static readonly BoundedCache<(string Name, EquatableArray<string> Contents), BaseModelFacts> Read = new(capacity: 64);

    private readonly Dictionary<string, Dictionary<string, AdditionalText>> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BaseModelFacts> facts = new(StringComparer.Ordinal);
    private readonly string projectFolder;

    private BaseModelFiles(AnalyzerOptions options)
    {
        projectFolder = Project.Folder(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        foreach (var file in options.AdditionalFiles)
        {
            if (!options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Metadata, out var name) || name.Length == 0)
                continue;
            var key = IsFolder(name) ? Folder(name) : name;
            if (!files.TryGetValue(key, out var ofBase))
                files.Add(key, ofBase = new Dictionary<string, AdditionalText>(StringComparer.Ordinal));
            ofBase[FileName(file.Path)] = file;
        }
    }

    /// <summary>What is known of a recipe's base model, or null where the build lists no files of it.</summary>
    public static BaseModelFacts? Of(DeclarationCheck recipe) =>
        recipe.Attribute.NamedString("Base") is { Length: > 0 } name ? Of(name, recipe.Context.Options, recipe.Cancellation) : null;

    /// <summary>What is known of a base model, or null where the build lists no files of it.</summary>
    public static BaseModelFacts? Of(string name, AnalyzerOptions options, CancellationToken cancellation) =>
        Known.GetValue(options, static given => new BaseModelFiles(given)).Find(name, cancellation);

    private BaseModelFacts? Find(string name, CancellationToken cancellation)
    {
        if (!files.TryGetValue(name, out var ofBase) && !files.TryGetValue(Folder(name), out ofBase))
            return null;
        if (facts.TryGetValue(name, out var known))
            return known;
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var file in ofBase.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            if (file.Value.GetText(cancellation) is { } text)
                texts.Add(file.Key, text);
        }

        var contents = texts.Select(static text => $"{text.Key} {text.Value.ChecksumAlgorithm} {BitConverter.ToString([.. text.Value.GetChecksum()])}");
        var read = Read.GetOrAdd(
            (name, contents.ToEquatableArray()), key => BaseModelFacts.Of(key.Name, file => texts.TryGetValue(file, out var text) ? text.ToString() : null));
        return facts.GetOrAdd(name, read);
    }

    /// <summary>The folder with <c>/</c> between its parts and none at the end; a path is relative to the project.</summary>
    private string Folder(string path)
    {
        path = path.Replace('\\', '/');
        if (!IsFolder(path))
            path = projectFolder + path;
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 1)
                parts.RemoveAt(parts.Count - 1);
            else if (part.Length > 0 ? part != "." : parts.Count == 0)
                parts.Add(part);
        }

        return string.Join("/", parts);
    }

    /// <summary>Whether it is a full path, of Unix or Windows.</summary>
    private static bool IsFolder(string path) => path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':');

    /// <summary>The name of the file that it stands for: <c>tokenizer.json</c> is handed over by its beginning.</summary>
    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
