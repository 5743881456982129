using Microsoft.CodeAnalysis;

namespace Attune.Generators.Diagnostics;

/// <summary>Every diagnostic of the compiler's part. A message is the fact and the remedy; ids are never reused.</summary>
internal static class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor TemplateSyntax = Error(
        "ATT2001", "Template has a syntax error", "The template has a syntax error: {0}");

    public static readonly DiagnosticDescriptor UnknownVariable = Error(
        "ATT2002", "Template uses an unknown variable", "'{0}' is not a field of {1}. {2}");

    public static readonly DiagnosticDescriptor UnusedField = Warning(
        "ATT2003", "Dataset field is never used", "No prompt of {1} uses its field '{0}'. Use {{{{ {0} }}}} in a prompt, or remove the field.");

    public static readonly DiagnosticDescriptor MissingCompletion = Error(
        "ATT2004", "Dataset has no completion", "No field of {0} is what the model is to write. Mark it with [{1}Completion].");

    public static readonly DiagnosticDescriptor SeveralCompletions = Error(
        "ATT2005", "Dataset has several completions", "{0} has several completions: {1}. Mark one field, and put several values into a record.");

    public static readonly DiagnosticDescriptor MissingFile = Error(
        "ATT2006",
        "Dataset file is missing",
        "The project has no file '{0}'. Create it, correct the path, or list it with <AttuneData Include=\"{0}\" />.{1}");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "ATT2007", "Type is not partial", "{0} is not partial, so nothing can be generated into it. Add 'partial'.");

    public static readonly DiagnosticDescriptor AssertionSignature = Error(
        "ATT2008", "Assertion has the wrong signature", "{0} cannot be an assertion: {1}. Write: static void {0}({2} row, Completion answer).");

    public static readonly DiagnosticDescriptor AssertionThreshold = Error(
        "ATT2009", "Threshold is not a share", "AtLeast is {0}, but it is a share of the rows. Use a number from 0 to 1.{1}");

    public static readonly DiagnosticDescriptor UnknownBaseModel = Error(
        "ATT2010", "Base model is unknown", "'{0}' is neither a base model nor a model folder of the project. {1}");

    public static readonly DiagnosticDescriptor LearningRate = Error(
        "ATT2011", "Learning rate is out of range", "A learning rate of {0} cannot work. Use one above 0 and at most 0.1, such as {1}.");

    public static readonly DiagnosticDescriptor TestFraction = Error(
        "ATT2012", "Test fraction is out of range", "TestFraction is {0}. {1}");

    public static readonly DiagnosticDescriptor OptionRange = Error(
        "ATT2013", "Option is out of range", "{0} is {1}. Use {2}.");

    public static readonly DiagnosticDescriptor PromptMismatch = Error(
        "ATT2014", "Type is not what the recipe needs", "{0} has no [{1}]. {2}");

    public static readonly DiagnosticDescriptor UnreadableType = Error(
        "ATT2015", "Type cannot be read from data", "{0} cannot be read from data: {1}. {2}");

    public static readonly DiagnosticDescriptor CompletionInPrompt = Error(
        "ATT2016", "Prompt contains the completion", "'{0}' is the completion of {1}: a prompt that shows it gives the answer away. Use other fields.");

    public static readonly DiagnosticDescriptor AssertionCannotFail = Warning(
        "ATT2017", "Assertion cannot fail", "{0} cannot fail: {1}. {2}");

    public static readonly DiagnosticDescriptor NotADataset = Error(
        "ATT2018", "Row type is not a dataset", "{0} has no [Dataset]. Add it, or name the type that has it.");

    public static readonly DiagnosticDescriptor AssertionOutsideRecipe = Error(
        "ATT2019", "Assertion is outside a recipe", "{0} is never run, because {1} has no [Recipe]. Move it into the recipe.");

    public static readonly DiagnosticDescriptor NotReachable = Error(
        "ATT2020", "Type cannot be reached by generated code", "{0} is {1}. {2}");

    private const string Category = "Attune";

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
