namespace Attune.Text.Datasets.Checks;

/// <summary>One rule over all rows of a dataset. Adding a rule is adding a file and its name in <see cref="RowChecks.All"/>.</summary>
public interface IRowCheck
{
    /// <summary>The diagnostic's id.</summary>
    string Code { get; }

    /// <summary>The problems, in row order.</summary>
    IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context);
}

/// <summary>What rules need to know besides the rows.</summary>
/// <param name="ContextLength">The longest row the model can take, in tokens.</param>
/// <param name="StopTokenIds">The tokens that end an answer.</param>
/// <param name="TokenText">Shows a token in a message.</param>
public sealed record RowCheckContext(int ContextLength, IReadOnlySet<int> StopTokenIds, Func<int, string> TokenText);

/// <summary>A problem with one row.</summary>
/// <param name="Code">The diagnostic's id.</param>
/// <param name="Row">The row.</param>
/// <param name="Fact">What is wrong.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record RowProblem(string Code, EncodedRow Row, string Fact, string Remedy)
{
    /// <summary><c>file(line,1): error ATT3050: fact remedy</c></summary>
    /// <param name="severity"><c>error</c> or <c>warning</c>.</param>
    public string ToString(string severity) => $"{Row.File}({Row.Line},1): {severity} {Code}: {Fact} {Remedy}";
}

/// <summary>All rules, in the order in which their problems are shown.</summary>
public static class RowChecks
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<IRowCheck> All { get; } =
    [
        new EmptyAnswerCheck(), new NoSupervisedTokenCheck(), new StopTokenNotSupervisedCheck(), new PromptIsNotPrefixCheck(),
        new RowTooLongCheck(), new DuplicateRowCheck(), new RowInBothPartsCheck(),
    ];
}
