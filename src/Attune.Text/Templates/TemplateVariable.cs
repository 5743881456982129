namespace Attune.Text.Templates;

/// <summary>A name that a template reads and does not bind itself.</summary>
/// <param name="Name">The name.</param>
/// <param name="Range">Where it stands in the source.</param>
/// <param name="IsOptional">Whether this place copes with its absence: <c>x is defined</c>, <c>x | default(...)</c>.</param>
public sealed record TemplateVariable(string Name, SourceRange Range, bool IsOptional)
{
    /// <summary>What a service form's name in capitals also stands for (<c>orderId</c> for <c>ORDER_ID</c>), or null.</summary>
    public string? Alias { get; init; }

    /// <summary>Index of its first character in the source as it was given.</summary>
    public int Position => Range.Position;

    /// <summary>Number of its characters in the source.</summary>
    public int Length => Range.Length;
}
