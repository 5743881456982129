using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates;

/// <summary>What went wrong in a template, and where in its source.</summary>
public abstract class TemplateException : Exception
{
    private protected TemplateException(string message, SourceRange range, Exception? inner)
        : base(message, inner) => Range = range;

    /// <summary>The line, counted from 1.</summary>
    public int Line => Range.Line;

    /// <summary>The column, counted from 1 in UTF-16 characters.</summary>
    public int Column => Range.Column;

    /// <summary>Index of the first wrong character in the source as it was given.</summary>
    public int Position => Range.Position;

    /// <summary>Number of wrong characters; 0 where only a place is known.</summary>
    public int Length => Range.Length;

    /// <summary>The place as one value.</summary>
    public SourceRange Range { get; }

    /// <summary>The message as a sentence: what a template says itself (<c>raise_exception</c>) may end without a full stop.</summary>
    public string Fact
    {
        get
        {
            var text = Message.TrimEnd();
            return text.Length == 0 ? "The template gives no reason." : ".!?…".IndexOf(text[text.Length - 1]) >= 0 ? text : text + ".";
        }
    }

    private protected abstract string Code { get; }

    private protected abstract string Remedy { get; }

    /// <summary>The same mistake as the error that tools print, with its file.</summary>
    /// <param name="file">The template's file, or null where it has none.</param>
    public AttuneException ToAttuneException(string? file) => new(Code, Fact, Remedy, file, Line, Column, this);
}

/// <summary>A template that cannot be read: its syntax is wrong.</summary>
public sealed class TemplateSyntaxException : TemplateException
{
    internal TemplateSyntaxException(string message, SourceRange range, UnknownBuiltin? unknown = null)
        : base(message, range, null) => Unknown = unknown;

    /// <summary>The filter or test that does not exist, where that is the mistake.</summary>
    public UnknownBuiltin? Unknown { get; }

    private protected override string Code => "ATT4001";

    private protected override string Remedy => "Mend the template at this place.";
}

/// <summary>A template that was read but failed while it was rendered.</summary>
public sealed class TemplateRenderException : TemplateException
{
    internal TemplateRenderException(
        string message, SourceRange range, bool raisedByTemplate = false, Exception? inner = null, string code = RenderFault.General)
        : base(message, range, inner)
    {
        RaisedByTemplate = raisedByTemplate;
        Code = code;
    }

    /// <summary>Whether the template itself refused, by <c>raise_exception</c>.</summary>
    public bool RaisedByTemplate { get; }

    private protected override string Code { get; }

    private protected override string Remedy => RaisedByTemplate
        ? "The template itself refuses this conversation; give it one of the form it asks for."
        : Code == RenderFault.UnknownField
            ? "Name a field of the row, or double the sign to write it as text."
            : "Mend the template, or give it the values it needs.";
}
