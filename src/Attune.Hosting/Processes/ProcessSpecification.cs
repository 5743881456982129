namespace Attune.Hosting.Processes;

/// <summary>What is started: a program, its arguments, its folder, and what is added to or (null) taken from its environment.</summary>
internal sealed record ProcessSpecification(
    string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string?> Environment)
{
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(part => part.Contains(' ', StringComparison.Ordinal) ? $"\"{part}\"" : part));
}
