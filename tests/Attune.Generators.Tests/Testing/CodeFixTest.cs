using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Testing;

/// <summary>Applies code fixes the way an editor does.</summary>
internal static class CodeFixTest
{
    /// <summary>The text after the only fix of the first diagnostic; null where there is no fix.</summary>
    public static async Task<string?> FixFirstAsync<TRule, TFix>(string source, TestOptions? options = null)
        where TRule : IRule, new()
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, source);
        var diagnostics = await DiagnosticsAsync(new RuleAnalyzer(static () => [new TRule()]), document, options);
        var action = await ActionAsync(new TFix(), document, diagnostics[0]);
        return action is null ? null : await ApplyAsync(action, document);
    }

    /// <summary>The text after fixing all diagnostics of the document at once.</summary>
    public static async Task<string> FixAllAsync<TRule, TFix>(string source)
        where TRule : IRule, new()
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var document = Document(workspace, source);
        var diagnostics = await DiagnosticsAsync(new RuleAnalyzer(static () => [new TRule()]), document);
        var fix = new TFix();
        var first = await ActionAsync(fix, document, diagnostics[0]);
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, first!.EquivalenceKey!, fix.FixableDiagnosticIds, new FoundDiagnostics(diagnostics), CancellationToken.None);
        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await ApplyAsync(all!, document);
    }

    private static Document Document(AdhocWorkspace workspace, string source)
    {
        var compilation = RoslynTest.Compile(source);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "UserProject", "UserProject", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: RoslynTest.ParseOptions, metadataReferences: RoslynTest.References));
        foreach (var tree in compilation.SyntaxTrees.Skip(1))
            project = project.AddDocument(Path.GetFileName(tree.FilePath), tree.GetText()).Project;
        return project.AddDocument("Sample.cs", source);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(DiagnosticAnalyzer analyzer, Document document, TestOptions? options = null)
    {
        var compilation = await document.Project.GetCompilationAsync();
        var analyzed = compilation!.WithAnalyzers([analyzer], new AnalyzerOptions(options?.AdditionalFiles ?? [], options ?? TestOptions.Default));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync();
        Assert.NotEmpty(diagnostics);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<CodeAction?> ActionAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.Count == 0 ? null : Assert.Single(actions);
    }

    private static async Task<string> ApplyAsync(CodeAction action, Document document)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
        var text = await changed.GetDocument(document.Id)!.GetTextAsync();
        return text.ToString();
    }

    private sealed class FoundDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
