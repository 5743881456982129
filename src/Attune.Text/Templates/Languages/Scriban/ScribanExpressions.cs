using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Reads Scriban's operators, from the pipe (the weakest) to the signs; operands are the work of <see cref="ScribanOperands"/>.</summary>
internal sealed class ScribanExpressions
{
    // From weak to strong; operators of one level are read from left to right.
    private static readonly string[][] s_levels =
    [
        ["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["..", "..<"], ["+", "-"], ["*", "/", "//", "%"],
    ];

    private readonly TokenReader _tokens;
    private readonly ScribanOperands _operands;

    public ScribanExpressions(TokenReader tokens, ScopeBuilder scopes)
    {
        _tokens = tokens;
        _operands = new ScribanOperands(tokens, scopes, this);
    }

    public Expression Expression()
    {
        _tokens.Enter();
        var value = Conditional();
        while (_tokens.SkipOperator("|") || _tokens.SkipOperator("|>"))
        {
            SkipLineEnds();
            value = _operands.Pipe(value);
        }

        _tokens.Leave();
        return value;
    }

    public void SkipLineEnds()
    {
        while (_tokens.SkipOperator("\n"))
        {
        }
    }

    private Expression Conditional()
    {
        var test = Otherwise();
        if (!_tokens.SkipOperator("?"))
            return test;
        var whenTrue = Expression();
        _tokens.ExpectOperator(":");
        var whenFalse = Expression();
        return new ConditionalExpression(ScribanCalls.Truth(test), whenTrue, whenFalse, test.Range.To(whenFalse.Range));
    }

    private Expression Otherwise()
    {
        var left = Level(0);
        while (_tokens.SkipOperator("??"))
        {
            if (left is NameExpression name)
                name.Variable.IsOptional = true;
            var right = Level(0);
            left = ScribanCalls.Call(ScribanOperators.Otherwise, left, [right], left.Range.To(right.Range));
        }

        return left;
    }

    private Expression Level(int level)
    {
        if (level == s_levels.Length)
            return Sign();
        var left = Level(level + 1);
        while (_tokens.Current.Kind == TokenKind.Operator && Array.IndexOf(s_levels[level], _tokens.Current.Text) >= 0)
        {
            var operation = _tokens.Next().Text;
            SkipLineEnds();
            var right = Level(level + 1);
            var range = left.Range.To(right.Range);
            left = operation is "&&" or "||"
                ? new LogicalExpression(ScribanCalls.Truth(left), ScribanCalls.Truth(right), operation == "&&", range)
                : ScribanCalls.Call(ScribanOperators.Find(operation), left, [right], range);
        }

        return left;
    }

    private Expression Sign()
    {
        var sign = _tokens.Current;
        if (sign is not { Kind: TokenKind.Operator, Text: "-" or "+" or "!" })
            return _operands.CallOrOperand();
        _tokens.Next();
        _tokens.Enter();
        var operand = Sign();
        _tokens.Leave();
        var range = sign.Range.To(operand.Range);
        return sign.Text == "!" ? new NotExpression(ScribanCalls.Truth(operand), range) : new SignExpression(sign.Text == "-", operand, range);
    }
}
