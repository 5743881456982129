using System.Runtime.CompilerServices;

namespace Attune.Text.Templates.Parsing;

/// <summary>Walks through tokens and says what was expected where another one stands.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    // Each level of brackets takes about a dozen calls of the parser.
    private const int MaxDepth = 100;

    private int _at;
    private int _depth;

    /// <summary>Where the reader stands; set to read something twice.</summary>
    public int Position
    {
        get => _at;
        set => _at = value;
    }

    public Token Current => tokens[_at];

    public Token Previous => tokens[_at - 1];

    public Token Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Token Next()
    {
        var token = tokens[_at];
        if (_at < tokens.Count - 1)
            _at++;
        return token;
    }

    public bool SkipName(string name) => Skip(Current.IsName(name));

    public bool SkipOperator(string text) => Skip(Current.IsOperator(text));

    public Token Expect(TokenKind kind, string what) => Current.Kind == kind ? Next() : throw Fail(what);

    public Token ExpectOperator(string text) => Current.IsOperator(text) ? Next() : throw Fail($"'{text}'");

    public Token ExpectName(string name) => Current.IsName(name) ? Next() : throw Fail($"'{name}'");

    public Token ExpectName() => Expect(TokenKind.Name, "a name");

    public TemplateSyntaxException Fail(string expected) =>
        new($"Expected {expected}, but here is {Current.Description}.", Current.Range);

    /// <summary>Guards recursion; every call is paired with <see cref="Leave"/>.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth)
            throw new TemplateSyntaxException($"Tags or brackets are nested more than {MaxDepth} deep.", Current.Range);
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    public void Leave() => _depth--;

    private bool Skip(bool isHere)
    {
        if (isHere)
            Next();
        return isHere;
    }
}
