namespace Attune.Text.Templates;

/// <summary>The language of a template, and how white space around tags is read. The defaults are those of chat templates.</summary>
public sealed record TemplateOptions
{
    /// <summary>The language that the source is written in. The other options are for Jinja only.</summary>
    /// <value>Jinja.</value>
    public PromptLanguage Language { get; init; }

    /// <summary>Whether the first line end after a block tag or comment is dropped.</summary>
    /// <value>True, as Hugging Face sets it; Jinja's own default is false.</value>
    public bool TrimBlocks { get; init; } = true;

    /// <summary>Whether blanks between the start of a line and a block tag or comment are dropped.</summary>
    /// <value>True, as Hugging Face sets it; Jinja's own default is false.</value>
    public bool LeftStripBlocks { get; init; } = true;

    /// <summary>Whether one line end at the end of the source is kept.</summary>
    /// <value>False.</value>
    public bool KeepTrailingNewline { get; init; }
}
