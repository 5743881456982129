using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads a template's text and block tags up to the tag that ends a body.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _tokens;
    private readonly StatementParser _statements;

    private TemplateParser(List<Token> tokens)
    {
        _tokens = new TokenReader(tokens);
        Scopes = new ScopeBuilder();
        Expressions = new ExpressionParser(_tokens, Scopes);
        Targets = new TargetParser(_tokens, Scopes);
        _statements = new StatementParser(this, _tokens);
    }

    public ScopeBuilder Scopes { get; }

    public ExpressionParser Expressions { get; }

    public TargetParser Targets { get; }

    public static ParsedTemplate Parse(string source, TemplateOptions options)
    {
        var tokens = Lexer.Read(new SourceText(source, options.KeepTrailingNewline), options);
        var parser = new TemplateParser(tokens);
        var body = new Body(parser.ReadStatements([]), parser.Scopes.Root);
        var (globals, references) = parser.Scopes.Finish();
        return new ParsedTemplate(body, globals, references, [.. parser.Scopes.ComparedRoles])
        {
            Members = parser.Scopes.Members.Resolve(),
            UnknownBuiltins = parser.Scopes.UnknownBuiltins,
        };
    }

    /// <summary>Reads <c>%}</c>, a body, and <c>{% end</c>; the end tag's name is consumed, what follows it is not.</summary>
    public Body ReadBody(Token opening, Scope? scope, params string[] ends)
    {
        _tokens.SkipOperator(":");
        _tokens.Expect(TokenKind.BlockEnd, "'%}'");
        var statements = ReadStatements(ends);
        if (_tokens.Current.Kind == TokenKind.End)
            throw new TemplateSyntaxException($"This '{opening.Text}' has no end. Close it with '{{% {ends[ends.Length - 1]} %}}'.", opening.Range);
        return new Body(statements, scope);
    }

    private List<Statement> ReadStatements(string[] ends)
    {
        _tokens.Enter();
        var statements = new List<Statement>();
        while (true)
        {
            var token = _tokens.Current;
            switch (token.Kind)
            {
                case TokenKind.Data:
                    _tokens.Next();
                    statements.Add(new TextStatement(token.Text, token.Range));
                    continue;
                case TokenKind.OutputBegin:
                    _tokens.Next();
                    var value = Expressions.Tuple();
                    _tokens.Expect(TokenKind.OutputEnd, "'}}'");
                    statements.Add(new OutputStatement(value, value.Range));
                    continue;
                case TokenKind.BlockBegin:
                    _tokens.Next();
                    if (_tokens.Current.Kind == TokenKind.Name && Array.IndexOf(ends, _tokens.Current.Text) >= 0)
                        break;
                    statements.Add(_statements.Read(ends));
                    _tokens.Expect(TokenKind.BlockEnd, "'%}'");
                    continue;
            }

            _tokens.Leave();
            return statements;
        }
    }
}

/// <summary>What parsing gives: the tree, the names a render must resolve, every place where a name is read, and the roles compared.</summary>
internal sealed record ParsedTemplate(Body Body, IReadOnlyList<string> Globals, IReadOnlyList<VariableReference> References, IReadOnlyList<string> ComparedRoles)
{
    /// <summary>A template without content.</summary>
    public static ParsedTemplate Empty { get; } = new(new Body([]), [], [], []);

    /// <summary>How the template takes the fields of messages.</summary>
    public MessageFields MessageFields { get; } = new(ComparedRoles);

    /// <summary>The globals as a render looks them up, by number.</summary>
    public GlobalName[] GlobalNames { get; } = [.. Globals.Select(name => new GlobalName(name))];

    /// <summary>Whether a name that is no variable may be a function of Jinja.</summary>
    public bool KnowsFunctions { get; init; } = true;

    /// <summary>The looks inside of values.</summary>
    public IReadOnlyList<TemplateMember> Members { get; init; } = [];

    /// <summary>Filters and tests that do not exist.</summary>
    public IReadOnlyList<UnknownBuiltin> UnknownBuiltins { get; init; } = [];
}
