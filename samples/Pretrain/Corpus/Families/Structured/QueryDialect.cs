using System.Text;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Families.Structured;

/// <summary>A comparison of a column with a value.</summary>
internal sealed record QueryCondition(string Column, string Operator, string Value, bool Numeric);

/// <summary>What a question asks for, before it is written in some dialect.</summary>
internal sealed record QueryMeaning(string Aggregate, string? Column, List<QueryCondition> Conditions, List<string> Groups);

/// <summary>One way to write a query as JSON: the names of keys and operators, the form of conditions. Drawn anew for each document.</summary>
internal sealed class QueryDialect
{
    private static readonly string[] s_operators = ["eq", "ne", "gt", "lt", "ge", "le", "has"];

    private static readonly string[][] s_spellings =
    [
        ["=", "!=", ">", "<", ">=", "<=", "~"], ["==", "<>", ">", "<", ">=", "<=", "like"], ["eq", "ne", "gt", "lt", "gte", "lte", "has"], ["is", "is not", "over", "under", "from", "to", "contains"],
        ["equals", "not", "above", "below", "min", "max", "includes"], ["Is", "IsNot", "More", "Fewer", "MoreOrSame", "FewerOrSame", "Includes"], ["$eq", "$ne", "$gt", "$lt", "$gte", "$lte", "$in"],
    ];

    private readonly string _aggregateKey;
    private readonly string _columnKey;
    private readonly string _whereKey;
    private readonly string _groupKey;
    private readonly string[] _itemKeys;
    private readonly string[] _spelling;
    private readonly int _itemForm;
    private readonly int _case;
    private readonly bool _spaced;
    private readonly bool _textNumbers;
    private readonly bool _omitEmpty;
    private readonly bool _called;

    public QueryDialect(Draw draw)
    {
        _aggregateKey = draw.Pick(["agg", "function", "measure", "op", "stat", "compute", "do", "show", "what", "aggregate", "operation", "fn"]);
        _columnKey = draw.Pick(["of", "field", "metric", "on", "target", "number", "col", "name", "value_of", "attribute"]);
        _whereKey = draw.Pick(["where", "conditions", "when", "having", "only", "restrict", "match", "rules"]);
        _groupKey = draw.Pick(["by", "group", "groups", "group_by", "split", "per", "dimensions", "each", "groupBy"]);
        _itemKeys = draw.Pick(new[] { new[] { "field", "is", "to" }, ["col", "op", "val"], ["name", "test", "than"], ["key", "cmp", "value"], ["attribute", "operator", "literal"], ["left", "op", "right"], ["path", "relation", "arg"] });
        _spelling = draw.Pick(s_spellings);
        _itemForm = draw.Below(5);
        _case = draw.Below(3);
        _spaced = draw.Chance(0.3);
        _textNumbers = draw.Chance(0.4);
        _omitEmpty = draw.Chance(0.3);
        _called = draw.Chance(0.1);
    }

    public string Write(QueryMeaning query)
    {
        string aggregate = _case switch { 0 => query.Aggregate, 1 => query.Aggregate.ToUpperInvariant(), _ => char.ToUpperInvariant(query.Aggregate[0]) + query.Aggregate[1..] };
        var parts = new List<string>();
        if (_called)
        {
            parts.Add($"\"{_aggregateKey}\":\"{aggregate}({query.Column ?? "*"})\"");
        }
        else
        {
            parts.Add($"\"{_aggregateKey}\":\"{aggregate}\"");
            if (query.Column is not null || !_omitEmpty)
                parts.Add($"\"{_columnKey}\":" + (query.Column is null ? "null" : $"\"{query.Column}\""));
        }

        if (query.Conditions.Count > 0 || !_omitEmpty)
            parts.Add($"\"{_whereKey}\":[{string.Join(',', query.Conditions.Select(Condition))}]");
        if (query.Groups.Count > 0 || !_omitEmpty)
            parts.Add($"\"{_groupKey}\":[{string.Join(',', query.Groups.Select(group => $"\"{group}\""))}]");
        string json = "{" + string.Join(',', parts) + "}";
        return _spaced ? Spaced(json) : json;
    }

    private string Condition(QueryCondition condition)
    {
        string op = _spelling[Array.IndexOf(s_operators, condition.Operator)];
        string value = condition.Numeric && !_textNumbers ? condition.Value : $"\"{condition.Value}\"";
        return _itemForm == 0
            ? $"[\"{condition.Column}\",\"{op}\",{value}]"
            : $"{{\"{_itemKeys[0]}\":\"{condition.Column}\",\"{_itemKeys[1]}\":\"{op}\",\"{_itemKeys[2]}\":{value}}}";
    }

    private static string Spaced(string json)
    {
        var text = new StringBuilder();
        bool quoted = false;
        foreach (char letter in json)
        {
            quoted ^= letter == '"';
            text.Append(letter);
            if (!quoted && (letter is ':' or ','))
                text.Append(' ');
        }

        return text.ToString();
    }
}
