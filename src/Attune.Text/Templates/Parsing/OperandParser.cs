using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Syntax;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads literals, names, brackets, and what follows them: attributes, items, calls, filters and tests.</summary>
internal sealed class OperandParser(TokenReader tokens, ScopeBuilder scopes, ExpressionParser expressions)
{
    private readonly ArgumentParser _arguments = new(tokens, expressions);

    public Expression Unary(bool withFilters = true)
    {
        tokens.Enter();
        Expression operand;
        if (tokens.Current is { Kind: TokenKind.Operator, Text: "-" or "+" })
        {
            var sign = tokens.Next();
            var inner = Unary(withFilters: false);
            operand = new SignExpression(sign.Text == "-", inner, sign.Range.To(tokens.Previous.Range));
        }
        else
        {
            operand = Primary();
        }

        operand = Postfix(operand);
        if (withFilters)
            operand = Filters(operand);
        tokens.Leave();
        return operand;
    }

    /// <summary>The filters of a block: <c>name(arguments) | name</c>, the first without a bar where asked.</summary>
    public List<FilterCall> FilterChain(bool startsWithName)
    {
        var filters = new List<FilterCall>();
        while (startsWithName || tokens.SkipOperator("|"))
        {
            startsWithName = false;
            filters.Add(Filter());
        }

        return filters;
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
                return Text();
            case TokenKind.Integer:
                tokens.Next();
                return new LiteralExpression(NumberLiteral.Integer(token.Text), token.Range);
            case TokenKind.Float:
                tokens.Next();
                return new LiteralExpression(NumberLiteral.Float(token.Text), token.Range);
            case TokenKind.Operator when token.Text == "(":
                tokens.Next();
                var inner = expressions.Tuple(isBracketed: true);
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

    private Expression Word(Token token) => token.Text switch
    {
        "true" or "True" => new LiteralExpression(true, token.Range),
        "false" or "False" => new LiteralExpression(false, token.Range),
        "none" or "None" => new LiteralExpression(null, token.Range),
        _ => new NameExpression(scopes.Read(token.Text, token.Range)),
    };

    private LiteralExpression Text()
    {
        var first = tokens.Next();
        var text = first.Text;
        while (tokens.Current.Kind == TokenKind.String)
            text += tokens.Next().Text;
        return new LiteralExpression(SpannedString.Literal(text), first.Range.To(tokens.Previous.Range));
    }

    private SequenceExpression List()
    {
        var start = tokens.Next().Range;
        var items = new List<Expression>();
        while (!tokens.Current.IsOperator("]"))
        {
            if (items.Count > 0)
                tokens.ExpectOperator(",");
            if (tokens.Current.IsOperator("]"))
                break;
            items.Add(expressions.Expression());
        }

        tokens.ExpectOperator("]");
        return new SequenceExpression(items, false, start.To(tokens.Previous.Range));
    }

    private DictionaryExpression Dictionary()
    {
        var start = tokens.Next().Range;
        var entries = new List<(Expression, Expression)>();
        while (!tokens.Current.IsOperator("}"))
        {
            if (entries.Count > 0)
                tokens.ExpectOperator(",");
            if (tokens.Current.IsOperator("}"))
                break;
            var key = expressions.Expression();
            tokens.ExpectOperator(":");
            entries.Add((key, expressions.Expression()));
        }

        tokens.ExpectOperator("}");
        return new DictionaryExpression(entries, start.To(tokens.Previous.Range));
    }

    private Expression Postfix(Expression operand)
    {
        while (true)
        {
            if (tokens.Current.IsOperator("."))
                operand = Member(operand);
            else if (tokens.Current.IsOperator("["))
                operand = Subscript(operand);
            else if (tokens.Current.IsOperator("("))
                operand = Call(operand);
            else
                return operand;
        }
    }

    private CallExpression Call(Expression callee)
    {
        scopes.Members.NoteCall(callee);
        return new CallExpression(callee, _arguments.Read(), From(callee));
    }

    private Expression Filters(Expression operand)
    {
        while (true)
        {
            if (tokens.SkipOperator("|"))
            {
                if (tokens.Current.IsName("default") || tokens.Current.IsName("d"))
                    MarkOptional(operand);
                operand = new FilterExpression(operand, Filter(), From(operand));
            }
            else if (tokens.SkipName("is"))
            {
                operand = Test(operand);
            }
            else if (tokens.Current.IsOperator("("))
            {
                operand = Call(operand);
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression Member(Expression owner)
    {
        tokens.Next();
        var name = tokens.Next();
        return name.Kind switch
        {
            TokenKind.Name => scopes.Members.Note(new AttributeExpression(owner, name.Text, From(owner))),
            TokenKind.Integer => new ItemExpression(owner, new LiteralExpression(NumberLiteral.Integer(name.Text), name.Range), From(owner)),
            _ => throw new TemplateSyntaxException($"Expected a name or number after '.', but here is {name.Description}.", name.Range),
        };
    }

    private Expression Subscript(Expression owner)
    {
        tokens.Next();
        Expression? first = null;
        if (!tokens.Current.IsOperator(":"))
        {
            first = expressions.Expression();
            if (tokens.Current.IsOperator(","))
                first = SubscriptTuple(first);
            if (tokens.SkipOperator("]"))
                return scopes.Members.Note(new ItemExpression(owner, first, From(owner)));
        }

        tokens.ExpectOperator(":");
        Expression? stop = SliceBound(), step = null;
        if (tokens.SkipOperator(":"))
            step = SliceBound();
        tokens.ExpectOperator("]");
        return new SliceExpression(owner, first, stop, step, From(owner));
    }

    private Expression? SliceBound() =>
        tokens.Current.IsOperator(":") || tokens.Current.IsOperator("]") ? null : expressions.Expression();

    private SequenceExpression SubscriptTuple(Expression first)
    {
        var items = new List<Expression> { first };
        while (tokens.SkipOperator(","))
            items.Add(expressions.Expression());
        return new SequenceExpression(items, true, From(first));
    }

    private FilterCall Filter()
    {
        var name = DottedName();
        var filter = Builtins.Filters.Find(name.Text);
        if (filter is null)
            NoteUnknown("filter", name);
        var arguments = tokens.Current.IsOperator("(") ? _arguments.Read() : ArgumentList.Empty;
        return new FilterCall(name.Text, filter, arguments, name.Range);
    }

    private TestExpression Test(Expression operand)
    {
        var isNegated = tokens.SkipName("not");
        var name = DottedName();
        if (name.Text is "defined" or "undefined")
            MarkOptional(operand);
        var test = Tests.Find(name.Text);
        if (test is null)
            NoteUnknown("test", name);
        return new TestExpression(name.Text, test, operand, TestArguments(), isNegated, From(operand));
    }

    private void NoteUnknown(string kind, Token name)
    {
        var unknown = new UnknownBuiltin(kind, name.Text, name.Range);
        if (scopes.Conditions == 0)
            throw new TemplateSyntaxException($"There is no {kind} '{name.Text}'.", name.Range, unknown);
        scopes.UnknownBuiltins.Add(unknown);
    }

    private ArgumentList TestArguments()
    {
        if (tokens.Current.IsOperator("("))
            return _arguments.Read();
        var startsValue = tokens.Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float
            || tokens.Current.IsOperator("[") || tokens.Current.IsOperator("{");
        if (!startsValue || tokens.Current.IsName("else") || tokens.Current.IsName("or") || tokens.Current.IsName("and"))
            return ArgumentList.Empty;
        if (tokens.Current.IsName("is"))
            throw new TemplateSyntaxException("Tests cannot be chained with 'is'; join them with 'and'.", tokens.Current.Range);
        return new ArgumentList([Postfix(Primary())], [], null, null);
    }

    private Token DottedName()
    {
        var name = tokens.ExpectName();
        while (tokens.Current.IsOperator(".") && tokens.Ahead.Kind == TokenKind.Name)
        {
            tokens.Next();
            var more = tokens.Next();
            name = new Token(TokenKind.Name, name.Text + "." + more.Text, name.Range.To(more.Range));
        }

        return name;
    }

    private static void MarkOptional(Expression operand)
    {
        if (operand is NameExpression name)
            name.Variable.IsOptional = true;
    }

    private SourceRange From(Expression first) => first.Range.To(tokens.Previous.Range);
}
