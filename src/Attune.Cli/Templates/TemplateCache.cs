using Attune.Cli.CommandLine;
using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Cli.Templates;

/// <summary>
/// Templates that were read already, so that thousands of rows of one template read it once. A template that cannot be
/// read is remembered by its error.
/// </summary>
internal sealed class TemplateCache(string baseFolder, Func<Stream> openInput)
{
    /// <summary>More templates than any suite has, and little memory; beyond it the cache starts anew.</summary>
    private const int Most = 1024;

    private readonly Dictionary<Key, Entry> _entries = [];

    /// <summary>The template of a file.</summary>
    /// <param name="path">Its path, from the base folder.</param>
    /// <param name="options">White space rules; null is those of chat templates.</param>
    /// <exception cref="AttuneException">ATT4355: it cannot be read. ATT4001: it is malformed.</exception>
    public CachedTemplate File(string path, TemplateOptions? options) => Find(new Key(path, IsFile: true, options));

    /// <summary>The template that is a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">White space rules; null is those of chat templates.</param>
    /// <exception cref="AttuneException">ATT4001: it is malformed.</exception>
    public CachedTemplate Source(string source, TemplateOptions? options) => Find(new Key(source, IsFile: false, options));

    private CachedTemplate Find(Key key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            if (_entries.Count == Most)
                _entries.Clear();
            entry = Read(key);
            _entries.Add(key, entry);
        }

        return entry.Template ?? throw entry.Error!;
    }

    private Entry Read(Key key)
    {
        var name = !key.IsFile ? "source" : key.Text == Streams.StandardInput ? "stdin" : key.Text;
        try
        {
            var source = key.IsFile ? ReadFile(key.Text) : key.Text;
            return new Entry(new CachedTemplate(name, source, Template.Parse(source, key.Options)), null);
        }
        catch (TemplateException e)
        {
            return new Entry(null, e.ToAttuneException(name));
        }
        catch (AttuneException e)
        {
            return new Entry(null, e);
        }
    }

    private string ReadFile(string path) => path == Streams.StandardInput
        ? InputText.Read(path, openInput, ToolErrors.CannotReadTemplate)
        : InputText.Read(Path.Combine(baseFolder, path), openInput, ToolErrors.CannotReadTemplate);

    private readonly record struct Key(string Text, bool IsFile, TemplateOptions? Options);

    private sealed record Entry(CachedTemplate? Template, AttuneException? Error);
}

/// <summary>A template and how messages name it.</summary>
internal sealed record CachedTemplate(string Name, string Source, Template Template)
{
    private ChatTemplate? _chat;

    /// <summary>The same as a chat template.</summary>
    public ChatTemplate Chat => _chat ??= ChatTemplate.Parse(Source);
}
