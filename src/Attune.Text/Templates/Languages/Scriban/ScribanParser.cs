using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Reads Scriban's statements: output, assignment, if, for, capture. What needs functions of one's own or other files is refused.</summary>
internal sealed class ScribanParser
{
    private static readonly string[] s_refused =
    [
        "func", "ret", "while", "case", "when", "with", "wrap", "include", "import", "readonly", "tablerow", "this",
    ];

    private readonly TokenReader _tokens;
    private readonly ScopeBuilder _scopes = new();
    private readonly ScribanExpressions _expressions;

    private ScribanParser(List<Token> tokens)
    {
        _tokens = new TokenReader(tokens);
        _expressions = new ScribanExpressions(_tokens, _scopes);
    }

    public static ParsedTemplate Parse(string source)
    {
        var parser = new ScribanParser(ScribanLexer.Read(new SourceText(source, keepTrailingNewline: true)));
        var statements = parser.Statements();
        var end = parser._tokens.Current;
        if (end.Kind != TokenKind.End)
            throw new TemplateSyntaxException($"'{end.Text}' closes nothing.", end.Range);
        var body = new Body(statements, parser._scopes.Root);
        var (globals, references) = parser._scopes.Finish();
        return new ParsedTemplate(body, globals, references, []) { KnowsFunctions = false };
    }

    /// <summary>Reads up to <c>end</c>, <c>else</c> or the end of the template, which stays ahead.</summary>
    private List<Statement> Statements()
    {
        _tokens.Enter();
        var statements = new List<Statement>();
        while (true)
        {
            var token = _tokens.Current;
            if (token.Kind == TokenKind.End || token.IsName("end") || token.IsName("else"))
                break;
            if (token.Kind == TokenKind.Data)
                statements.Add(new TextStatement(_tokens.Next().Text, token.Range));
            else if (IsSeparator(token))
                _tokens.Next();
            else
                statements.Add(Statement());
        }

        _tokens.Leave();
        return statements;
    }

    private static bool IsSeparator(Token token) =>
        token.Kind is TokenKind.BlockBegin or TokenKind.BlockEnd || token.IsOperator("\n") || token.IsOperator(";");

    private Statement Statement()
    {
        var start = _tokens.Current;
        var isWord = start.Kind == TokenKind.Name && !_tokens.Ahead.IsOperator(".");
        if (isWord && Array.IndexOf(s_refused, start.Text) >= 0)
            throw new TemplateSyntaxException($"Scriban's '{start.Text}' is not part of this language.", start.Range);
        Statement statement = start.Text switch
        {
            "if" when isWord => If(),
            "for" when isWord => For(),
            "capture" when isWord => Capture(),
            "break" or "continue" when isWord => LoopControl(),
            _ when isWord && _tokens.Ahead.IsOperator("=") => Assignment(),
            _ => Output(),
        };
        if (!IsSeparator(_tokens.Current) && _tokens.Current.Kind != TokenKind.End)
            throw _tokens.Fail("the end of the statement");
        return statement;
    }

    private OutputStatement Output()
    {
        var value = _expressions.Expression();
        return new OutputStatement(ScribanCalls.Text(value), value.Range);
    }

    private SetStatement Assignment()
    {
        var name = _tokens.Next();
        _tokens.Next();
        var value = _expressions.Expression();
        return new SetStatement(Target(name), value, name.Range);
    }

    private SetBlockStatement Capture()
    {
        var tag = _tokens.Next();
        var name = _tokens.ExpectName();
        var body = new Body(Statements());
        End(tag);
        return new SetBlockStatement(Target(name), [], body, tag.Range);
    }

    private IfStatement If()
    {
        var tag = _tokens.Next();
        var branches = new List<(Expression, Body)>();
        Body? otherwise = null;
        while (true)
        {
            var test = ScribanCalls.Truth(_expressions.Expression());
            branches.Add((test, new Body(Statements())));
            if (!_tokens.SkipName("else"))
                break;
            if (_tokens.SkipName("if"))
                continue;
            otherwise = new Body(Statements());
            break;
        }

        End(tag);
        return new IfStatement(branches, otherwise, tag.Range);
    }

    private ForStatement For()
    {
        var tag = _tokens.Next();
        var name = _tokens.ExpectName();
        _tokens.ExpectName("in");
        var items = ScribanCalls.Items(_expressions.Expression());
        // 'for' is a word of the language, so no variable can be called so: for.index is the loop's.
        var scope = _scopes.Open();
        scope.Declare("for");
        var target = new NameTarget(scope.Declare(name.Text), name.Range);
        _scopes.Loops++;
        var body = new Body(Statements());
        _scopes.Loops--;
        _scopes.Close(scope);
        var otherwise = _tokens.SkipName("else") ? new Body(Statements()) : null;
        End(tag);
        return new ForStatement(target, items, null, false, body, scope, otherwise, tag.Range);
    }

    private LoopControlStatement LoopControl()
    {
        var tag = _tokens.Next();
        return _scopes.Loops == 0
            ? throw new TemplateSyntaxException($"'{tag.Text}' stands outside of a loop.", tag.Range)
            : new LoopControlStatement(tag.Text == "break" ? Flow.Break : Flow.Continue, tag.Range);
    }

    private void End(Token tag)
    {
        if (!_tokens.SkipName("end"))
            throw new TemplateSyntaxException($"This '{tag.Text}' has no end. Close it with 'end'.", tag.Range);
    }

    // Variables live in the whole template, those of a loop in its round.
    private OuterNameTarget Target(Token name)
    {
        var depth = 0;
        var scope = _scopes.Current;
        while (scope.Parent is { } parent && scope.Find(name.Text) < 0)
        {
            scope = parent;
            depth++;
        }

        return new OuterNameTarget(depth, scope.Declare(name.Text), name.Range);
    }
}
