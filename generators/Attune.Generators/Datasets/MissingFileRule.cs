using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Datasets;

/// <summary>ATT2006: the file of a dataset is one of the project's. Files outside the project, and paths with properties, are left to the build.</summary>
internal sealed class MissingFileRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.MissingFile;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        var files = ProjectFiles.Of(check.Context.Options);
        if (!files.IsKnown)
            return;
        Check(check, files, check.Attribute.FirstString(), check.FirstArgument());
        Check(check, files, check.Attribute.NamedString("TestPath"), check.Argument("TestPath"));
    }

    private static void Check(DeclarationCheck check, ProjectFiles files, string? path, ExpressionSyntax? expression)
    {
        if (path is null || expression is null)
            return;
        foreach (var part in path.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()))
        {
            // Which files a pattern matches is left to the build.
            if (part.IndexOfAny(['*', '?']) >= 0 || !ProjectFiles.CanJudge(part) || files.HasFile(part))
                continue;
            var guess = Suggestion.For(part, files.Paths);
            check.ReportArgument(
                DiagnosticDescriptors.MissingFile, expression, guess is null || part != path ? null : Literal.Of(guess), part,
                guess is null ? "" : $" Did you mean '{guess}'?");
        }
    }
}
