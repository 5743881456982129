namespace Attune.Text.Templates;

/// <summary>A stretch of a template's source.</summary>
/// <param name="Position">Index of the first character (UTF-16) in the source as it was given.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Line">The line of the first character, counted from 1.</param>
/// <param name="Column">The column of the first character, counted from 1.</param>
public readonly record struct SourceRange(int Position, int Length, int Line, int Column)
{
    /// <summary>From the first character of this range to the last one of another that follows it.</summary>
    internal SourceRange To(SourceRange end) => this with { Length = Math.Max(Length, end.Position + end.Length - Position) };
}
