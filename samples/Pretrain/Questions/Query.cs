namespace Attune.Pretrain.Questions;

/// <summary>What a query computes.</summary>
internal enum Calculation
{
    COUNT,
    AVG,
    P95,
    P99,
    MAX,
    SUM,
    HEATMAP,
}

/// <summary>How a filter compares a column with its value.</summary>
internal enum FilterOperator
{
    Equal,
    NotEqual,
    GreaterThan,
    LessThan,
    AtLeast,
    Contains,
}

/// <summary>One condition. The value is text, also where it spells a number.</summary>
internal sealed record Filter(string Column, FilterOperator Op, string Value);

/// <summary>The answer to a question: what to compute, of which column, over which rows, split by what.</summary>
internal sealed record Query(Calculation Calculate, string? Column, IReadOnlyList<Filter> Filters, IReadOnlyList<string> Breakdowns);

/// <summary>One row of <c>questions.jsonl</c>.</summary>
internal sealed record Question(string Text, Query Query);
