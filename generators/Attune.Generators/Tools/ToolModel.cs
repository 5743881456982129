using Attune.Generators.Declarations;

namespace Attune.Generators.Tools;

/// <summary>A method with <c>[Tool]</c>.</summary>
/// <param name="Owner">The type that holds it.</param>
/// <param name="Definition">The tool as JSON.</param>
/// <param name="Problem">Why it cannot be a tool, or null.</param>
/// <param name="Place">Where the attribute stands.</param>
internal sealed record ToolModel(DeclaredType Owner, string Definition, string? Problem, Place Place);
