using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads operators, from the weakest (the inline if) to the strongest; operands are the work of <see cref="OperandParser"/>.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly TokenReader _tokens;
    private readonly ScopeBuilder _scopes;
    private readonly OperandParser _operands;

    public ExpressionParser(TokenReader tokens, ScopeBuilder scopes)
    {
        _tokens = tokens;
        _scopes = scopes;
        _operands = new OperandParser(tokens, scopes, this);
    }

    public OperandParser Operands => _operands;

    /// <summary>One expression, or a tuple where a comma follows.</summary>
    public Expression Tuple(bool withCondition = true, Func<bool>? atEnd = null, bool isBracketed = false)
    {
        var start = _tokens.Current.Range;
        var items = new List<Expression>();
        var isTuple = false;
        while (true)
        {
            if (items.Count > 0)
                _tokens.ExpectOperator(",");
            if (IsTupleEnd(atEnd))
                break;
            items.Add(Expression(withCondition));
            if (!_tokens.Current.IsOperator(","))
                break;
            isTuple = true;
        }

        if (!isTuple && items.Count == 1)
            return items[0];
        if (items.Count == 0 && !isBracketed)
            throw _tokens.Fail("an expression");
        return new SequenceExpression(items, true, items.Count == 0 ? start : start.To(_tokens.Previous.Range));
    }

    public Expression Expression(bool withCondition = true)
    {
        _tokens.Enter();
        var expression = withCondition ? Condition() : Or();
        _tokens.Leave();
        return expression;
    }

    private bool IsTupleEnd(Func<bool>? atEnd) =>
        _tokens.Current.Kind is TokenKind.OutputEnd or TokenKind.BlockEnd || _tokens.Current.IsOperator(")") || (atEnd is not null && atEnd());

    private Expression Condition()
    {
        var expression = Or();
        while (_tokens.SkipName("if"))
        {
            _scopes.Conditions++;
            var test = Or();
            Expression? otherwise = null;
            if (_tokens.SkipName("else"))
                otherwise = Expression();
            _scopes.Conditions--;
            expression = new ConditionalExpression(test, expression, otherwise, From(expression));
        }

        return expression;
    }

    private Expression Or()
    {
        var left = And();
        while (_tokens.SkipName("or"))
            left = new LogicalExpression(left, And(), false, From(left));
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (_tokens.SkipName("and"))
            left = new LogicalExpression(left, Not(), true, From(left));
        return left;
    }

    private Expression Not()
    {
        if (!_tokens.Current.IsName("not"))
            return Comparison();
        var start = _tokens.Next().Range;
        _tokens.Enter();
        var operand = Not();
        _tokens.Leave();
        return new NotExpression(operand, start.To(_tokens.Previous.Range));
    }

    private Expression Comparison()
    {
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (true)
        {
            var token = _tokens.Current;
            if (token.Kind == TokenKind.Operator && Array.IndexOf(s_comparisons, token.Text) >= 0)
            {
                _tokens.Next();
                rest.Add((token.Text, Sum()));
            }
            else if (_tokens.SkipName("in"))
            {
                rest.Add(("in", Sum()));
            }
            else if (token.IsName("not") && _tokens.Ahead.IsName("in"))
            {
                _tokens.Next();
                _tokens.Next();
                rest.Add(("not in", Sum()));
            }
            else
            {
                break;
            }
        }

        if (rest.Count == 0)
            return first;
        NoteRoles(first, rest[0].Item2);
        NoteRoles(rest[0].Item2, first);
        return new ComparisonExpression(first, rest, From(first));
    }

    /// <summary>Notes what <c>message.role</c>, <c>message['role']</c> or a variable <c>role</c> is compared with.</summary>
    private void NoteRoles(Expression role, Expression value)
    {
        var isRole = role is AttributeExpression { Name: "role" } or NameExpression { Variable.Name: "role" }
            || (role is ItemExpression { Key: LiteralExpression { Value: SpannedString key } } && key.Text == "role");
        if (!isRole)
            return;
        if (value is LiteralExpression { Value: SpannedString text })
            _scopes.ComparedRoles.Add(text.Text);
        foreach (var item in (value as SequenceExpression)?.Items ?? [])
            NoteRoles(role, item);
    }

    private Expression Sum()
    {
        var left = Concatenation();
        List<Expression> parts = [];
        List<Node> signs = [];
        while (_tokens.Current is { Kind: TokenKind.Operator, Text: "+" or "-" })
        {
            if (_tokens.Next().Text == "+")
            {
                if (parts.Count == 0)
                    parts.Add(left);
                parts.Add(Concatenation());
                signs.Add(new SumSign(From(left)));
            }
            else
            {
                var total = Added(left, parts, signs);
                left = new ArithmeticExpression("-", total, Concatenation(), From(left));
                parts = [];
                signs = [];
            }
        }

        return Added(left, parts, signs);
    }

    private static Expression Added(Expression left, List<Expression> parts, List<Node> signs) =>
        parts.Count == 0 ? left : new SumExpression(parts, signs, signs[signs.Count - 1].Range);

    private Expression Concatenation()
    {
        var first = Product();
        if (!_tokens.Current.IsOperator("~"))
            return first;
        var parts = new List<Expression> { first };
        while (_tokens.SkipOperator("~"))
            parts.Add(Product());
        return new ConcatenationExpression(parts, From(first));
    }

    private Expression Product()
    {
        var left = Power();
        while (_tokens.Current is { Kind: TokenKind.Operator, Text: "*" or "/" or "//" or "%" })
            left = new ArithmeticExpression(_tokens.Next().Text, left, Power(), From(left));
        return left;
    }

    private Expression Power()
    {
        var left = _operands.Unary();
        while (_tokens.Current.IsOperator("**"))
            left = new ArithmeticExpression(_tokens.Next().Text, left, _operands.Unary(), From(left));
        return left;
    }

    private SourceRange From(Expression first) => first.Range.To(_tokens.Previous.Range);
}
