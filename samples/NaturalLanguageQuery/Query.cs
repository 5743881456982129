namespace NaturalLanguageQuery;

/// <summary>The answer to a question: what to compute, of which column, over which rows, split by what.</summary>
public sealed record Query(Calculation Calculate, string? Column, Filter[] Filters, string[] Breakdowns);

/// <summary>One condition. The value is text, also where it spells a number.</summary>
public sealed record Filter(string Column, FilterOperator Op, string Value);

/// <summary>What a query computes.</summary>
public enum Calculation
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
public enum FilterOperator
{
    Equal,
    NotEqual,
    GreaterThan,
    LessThan,
    AtLeast,
    Contains,
}
