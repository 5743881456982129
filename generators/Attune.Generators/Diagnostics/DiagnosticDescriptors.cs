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

    public static readonly DiagnosticDescriptor UnknownMember = Error(
        "ATT2021", "Template reads an unknown member", "'{0}' is nothing that {1}, {2}, has. {3}");

    public static readonly DiagnosticDescriptor UnknownFilter = Error(
        "ATT2022", "Template uses an unknown filter or test", "There is no {0} '{1}'. {2}");

    public static readonly DiagnosticDescriptor MemberIsMethod = Error(
        "ATT2023",
        "Template reads a method instead of a field",
        "With a dot, '{0}' is the method of dictionaries and not the field of {1}. Write ['{0}'].");

    public static readonly DiagnosticDescriptor PromptReadsClock = Error(
        "ATT2024",
        "Prompt is not the same at inference",
        "'strftime_now' gives another text on another day, so inference would not see the prompt that was trained. Put the date into a field of the dataset.");

    public static readonly DiagnosticDescriptor NameCollision = Error(
        "ATT2025", "Two names are one in data", "'{0}' and '{1}' of {2} are both '{3}' in data. Give one of them another name with an attribute.");

    public static readonly DiagnosticDescriptor RecipeNameTaken = Error(
        "ATT2026",
        "Recipe has the name of another",
        "{1} is named {0} too, letter case aside, so the models of both would be kept in one folder. Rename one of them.");

    public static readonly DiagnosticDescriptor ContradictoryOptions = Error(
        "ATT2027", "Options contradict each other", "{0}. {1}");

    public static readonly DiagnosticDescriptor UnusualLearningRate = Warning(
        "ATT2028", "Learning rate is unusual for the method", "A learning rate of {0} is {1} for {2}. {3}. Usual is about {4}.");

    public static readonly DiagnosticDescriptor NoHeldOutRows = Error(
        "ATT2029",
        "Assertion has no rows to be tested on",
        "{1} holds out no rows, so {0} cannot pass. Set TestFraction of the dataset, such as 0.1, or TestPath.");

    public static readonly DiagnosticDescriptor UnknownLoraTarget = Error(
        "ATT2030", "LoRA target is no layer of the base model", "The base model '{0}' has no layer '{1}'. {2}");

    public static readonly DiagnosticDescriptor AssertionIgnoresAnswer = Warning(
        "ATT2031", "Assertion ignores the answer", "{0} never looks at '{1}', so it says nothing about the model. Assert something about the answer.");

    public static readonly DiagnosticDescriptor SeveralMethods = Error(
        "ATT2038", "Recipe has several tuning methods", "{0} is to be tuned by {1} and by {2} at once. Keep one of them.");

    public static readonly DiagnosticDescriptor LoraOutsideRecipe = Error(
        "ATT2032", "LoRA is outside a recipe", "{0} has {1} but no [Recipe], so nothing is tuned with it. Move it to a recipe.");

    public static readonly DiagnosticDescriptor FrozenBase = Error(
        "ATT2039", "Base cannot be kept in fewer bits", "{0}. {1}");

    public static readonly DiagnosticDescriptor TestRowsAreTrainingRows = Error(
        "ATT2033",
        "Test rows are the training rows",
        "TestPath is '{0}', the file of the training rows, so the test would only show what was learned by heart. Name another file, or use TestFraction.");

    public static readonly DiagnosticDescriptor BeyondBaseModel = Error(
        "ATT2034", "Option is beyond the base model", "{0} is {1}, but {2}. Use {3}.");

    public static readonly DiagnosticDescriptor ToolParameter = Error(
        "ATT2035",
        "Method cannot be a tool",
        "{0} cannot be a tool: {1}. Use strings, numbers, booleans, dates, enums, records of these, or lists and dictionaries of them.");

    public static readonly DiagnosticDescriptor OptimizerOptions = Error(
        "ATT2036", "Optimizer and schedule do not go together", "{0}. {1}");

    public static readonly DiagnosticDescriptor OptimizerOutsideRecipe = Error(
        "ATT2037", "Optimizer is outside a recipe", "{0} has no [Recipe], so nothing is trained by it. Move the attribute to the recipe.");

    public static readonly DiagnosticDescriptor TemplateFails = Error(
        "ATT2040", "Chat template fails", "{0} fails: {1} Mend it, or use another template.");

    public static readonly DiagnosticDescriptor RoleNotAccepted = Error(
        "ATT2041", "Chat template does not accept a role", "{0} {1} messages of the role '{2}', which the rows have. {3}");

    public static readonly DiagnosticDescriptor SystemPromptInjected = Warning(
        "ATT2042",
        "Chat template adds a system prompt",
        "{0} puts {1} before every row, which no row says. Set System of the prompt, to that text or to one of your own.");

    public static readonly DiagnosticDescriptor HistoryRewritten = Warning(
        "ATT2043",
        "Chat template rewrites history",
        "{0} writes {2} instead of {1} once another turn follows, so a longer chat shows the model what it was not trained on. Ask one question at a time, or use a template that keeps what was said.");

    public static readonly DiagnosticDescriptor StopTokenOutside = Error(
        "ATT2044",
        "Answer is not closed by a stop token",
        "{0} does not end an answer with {1}, so the model would never learn to stop. {2} Let the template write the stop token after the answer, or name the one it writes.");

    public static readonly DiagnosticDescriptor BeginTokenNotOnce = Warning(
        "ATT2045", "Begin token is not there once", "{0} writes the begin token '{1}' {2}. {3}.");

    public static readonly DiagnosticDescriptor SpecialTokenUnknown = Error(
        "ATT2046",
        "Special token is not in the vocabulary",
        "{0} has '{1}', which is no token of the base model '{2}' and would be split into pieces. {3}");

    public static readonly DiagnosticDescriptor PromptIsNoPrefix = Error(
        "ATT2047",
        "Prompt is not the beginning of what is trained",
        "{0} lets inference see {1} where training saw {2}. Use a template whose generation prompt is what it writes before an answer.");

    public static readonly DiagnosticDescriptor NoChatTemplate = Error(
        "ATT2048",
        "Base model has no chat template",
        "The base model '{0}' has no chat template. Declare one with [ChatTemplate], and name it in the recipe with ChatTemplate = typeof(...).");

    public static readonly DiagnosticDescriptor EmptyToken = Error(
        "ATT2061", "Token is empty", "{0} names {1}. Name the texts of tokens, such as \"<|sql|>\", or remove it.");

    public static readonly DiagnosticDescriptor TokenNamedTwice = Error(
        "ATT2062", "Token is named twice", "{0} names '{1}', which is named before. Name each token once.");

    public static readonly DiagnosticDescriptor TokensOutsideRecipe = Error(
        "ATT2063", "Tokens are named outside a recipe", "{0} has [{1}] but no [Recipe], so nothing is done with the tokens. Move it to a recipe.");

    public static readonly DiagnosticDescriptor TrainedTokensWithoutLora = Warning(
        "ATT2064",
        "All tokens are trained already",
        "{0} has [TrainedTokens] but no [Lora], and without an adapter the rows of all tokens are trained. Remove it, or add [Lora].");

    public static readonly DiagnosticDescriptor AddedTokenKnown = Error(
        "ATT2065",
        "Added token is one of the base model's",
        "'{0}' is a token of the base model '{1}' already. Do not add it; to train its row beside an adapter, name it with [TrainedTokens].");

    private const string Category = "Attune";

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
