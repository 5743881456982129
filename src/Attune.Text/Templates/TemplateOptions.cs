namespace Attune.Text.Templates;

/// <summary>How white space around tags is read. The defaults are those of chat templates.</summary>
public sealed record TemplateOptions
{
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
