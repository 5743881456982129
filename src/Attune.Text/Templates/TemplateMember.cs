namespace Attune.Text.Templates;

/// <summary>A place where a template looks inside a value that a render gives it, as in <c>order.total</c> or <c>order['total']</c>.</summary>
/// <param name="Root">The variable that the way starts from; the template does not bind it itself.</param>
/// <param name="Path">The names from the variable to the value that is looked into; null stands for one item of a list, as a loop sees it.</param>
/// <param name="Name">The name that is looked up in that value.</param>
/// <param name="Range">Where that name stands in the source, without quotes where it has some.</param>
/// <param name="IsAttribute">Whether it is written with a dot: then a method of that name comes before a key.</param>
/// <param name="IsCalled">Whether it is called.</param>
public sealed record TemplateMember(string Root, IReadOnlyList<string?> Path, string Name, SourceRange Range, bool IsAttribute, bool IsCalled);

/// <summary>A filter or test that the language does not have.</summary>
/// <param name="Kind"><c>filter</c> or <c>test</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Range">Where it stands in the source.</param>
public sealed record UnknownBuiltin(string Kind, string Name, SourceRange Range);
