using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Languages.Fields;
using Attune.Text.Templates.Languages.Scriban.Functions;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Reads Scriban's literals, variables, brackets and members, and calls of functions with their arguments.</summary>
internal sealed class ScribanOperands(TokenReader tokens, ScopeBuilder scopes, ScribanExpressions expressions)
{
    // What for.name is called in the loop that Jinja has.
    private static readonly Dictionary<string, string> s_loopNames = new(StringComparer.Ordinal)
    {
        ["index"] = "index0",
        ["rindex"] = "revindex0",
        ["first"] = "first",
        ["last"] = "last",
        ["length"] = "length",
    };

    /// <summary>What follows a pipe: a function, whose first argument is the value.</summary>
    public Expression Pipe(Expression value)
    {
        if (!IsFunction())
            throw tokens.Fail("a function such as string.upcase");
        var function = Function(out var range);
        return ScribanCalls.Call(function, value, Arguments(), value.Range.To(range));
    }

    /// <summary>A function with arguments after blanks, or an operand.</summary>
    public Expression CallOrOperand()
    {
        if (!IsFunction())
            return Operand();
        var start = tokens.Current;
        var function = Function(out var range);
        var arguments = Arguments();
        if (arguments.Count == 0)
            throw new TemplateSyntaxException($"The function '{function.Name}' lacks what it works on.", range);
        return ScribanCalls.Call(function, arguments[0], arguments.GetRange(1, arguments.Count - 1), start.Range.To(tokens.Previous.Range));
    }

    private bool IsFunction() => tokens.Current.Kind == TokenKind.Name && tokens.Ahead.IsOperator(".")
        && ScribanFunctions.IsGroup(tokens.Current.Text) && scopes.Current.Find(tokens.Current.Text) < 0;

    private Builtin Function(out SourceRange range)
    {
        var group = tokens.Next();
        tokens.Next();
        var name = tokens.ExpectName();
        range = group.Range.To(name.Range);
        if (ScribanFunctions.Find(group.Text, name.Text) is { } function)
            return function;
        var guess = NearestName.Of(name.Text, ScribanFunctions.Names(group.Text));
        throw new TemplateSyntaxException(
            $"There is no function '{group.Text}.{name.Text}'." + (guess is null ? "" : $" Did you mean '{guess}'?"), name.Range);
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        while (tokens.Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float
            || tokens.Current is { Kind: TokenKind.Operator, Text: "(" or "[" or "{" }
            || IsNegativeNumber())
        {
            arguments.Add(tokens.Current.IsOperator("-") ? NegativeNumber() : Operand());
        }

        return arguments;
    }

    // A minus with a blank before it and none after it: string.slice -2
    private bool IsNegativeNumber() => tokens.Current.IsOperator("-") && tokens.Ahead.Kind is (TokenKind.Integer or TokenKind.Float)
        && tokens.Current.Range.Position + 1 == tokens.Ahead.Range.Position
        && tokens.Previous.Range.Position + tokens.Previous.Range.Length < tokens.Current.Range.Position;

    private SignExpression NegativeNumber()
    {
        var sign = tokens.Next().Range;
        return new SignExpression(true, Primary(), sign.To(tokens.Previous.Range));
    }

    private Expression Operand()
    {
        var operand = Primary();
        while (true)
        {
            if (tokens.Current.IsOperator(".") || tokens.Current.IsOperator("?."))
            {
                var isOptional = tokens.Next().Text == "?.";
                var name = tokens.ExpectName();
                operand = ScribanCalls.Member(operand, name.Text, isOptional, operand.Range.To(name.Range));
            }
            else if (tokens.Current.IsOperator("[") && tokens.Current.Range.Position == operand.Range.Position + operand.Range.Length)
            {
                // A bracket after a blank is a list of its own: array.join [1, 2] ","
                tokens.Next();
                var key = expressions.Expression();
                tokens.ExpectOperator("]");
                operand = ScribanCalls.Call(ScribanOperators.Item, operand, [key], operand.Range.To(tokens.Previous.Range));
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Next();
                return Word(token);
            case TokenKind.String:
                tokens.Next();
                return new LiteralExpression(SpannedString.Literal(token.Text), token.Range);
            case TokenKind.Integer:
                tokens.Next();
                return new LiteralExpression(NumberLiteral.Integer(token.Text), token.Range);
            case TokenKind.Float:
                tokens.Next();
                return new LiteralExpression(NumberLiteral.Float(token.Text), token.Range);
            case TokenKind.Operator when token.Text == "(":
                tokens.Next();
                var inner = expressions.Expression();
                tokens.ExpectOperator(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                return List();
            case TokenKind.Operator when token.Text == "{":
                return Dictionary();
            default:
                throw tokens.Fail("a value");
        }
    }

    private Expression Word(Token token)
    {
        switch (token.Text)
        {
            case "true":
                return new LiteralExpression(true, token.Range);
            case "false":
                return new LiteralExpression(false, token.Range);
            case "null":
                return new LiteralExpression(null, token.Range);
            case "for":
                return LoopMember(token);
            default:
                return new NameExpression(scopes.Read(token.Text, token.Range));
        }
    }

    private Expression LoopMember(Token token)
    {
        if (scopes.Loops == 0)
            throw new TemplateSyntaxException("'for' stands outside of a loop.", token.Range);
        tokens.ExpectOperator(".");
        var name = tokens.ExpectName();
        var loop = new NameExpression(scopes.Read("for", token.Range));
        var range = token.Range.To(name.Range);
        if (s_loopNames.TryGetValue(name.Text, out var attribute))
            return new AttributeExpression(loop, attribute, range);
        if (name.Text is "even" or "odd")
            return new TestExpression(name.Text, Tests.Find(name.Text), new AttributeExpression(loop, "index0", range), ArgumentList.Empty, false, range);
        throw new TemplateSyntaxException($"A loop has no 'for.{name.Text}'; it has index, rindex, first, last, length, even and odd.", range);
    }

    private SequenceExpression List()
    {
        var start = tokens.Next().Range;
        var items = new List<Expression>();
        for (expressions.SkipLineEnds(); !tokens.Current.IsOperator("]"); expressions.SkipLineEnds())
        {
            if (items.Count > 0)
                tokens.ExpectOperator(",");
            expressions.SkipLineEnds();
            items.Add(expressions.Expression());
        }

        tokens.Next();
        return new SequenceExpression(items, false, start.To(tokens.Previous.Range));
    }

    private DictionaryExpression Dictionary()
    {
        var start = tokens.Next().Range;
        var entries = new List<(Expression, Expression)>();
        for (expressions.SkipLineEnds(); !tokens.Current.IsOperator("}"); expressions.SkipLineEnds())
        {
            if (entries.Count > 0)
                tokens.ExpectOperator(",");
            expressions.SkipLineEnds();
            var key = tokens.Current.Kind == TokenKind.String ? tokens.Next() : tokens.ExpectName();
            tokens.ExpectOperator(":");
            expressions.SkipLineEnds();
            entries.Add((new LiteralExpression(SpannedString.Literal(key.Text), key.Range), expressions.Expression()));
        }

        tokens.Next();
        return new DictionaryExpression(entries, start.To(tokens.Previous.Range));
    }
}
