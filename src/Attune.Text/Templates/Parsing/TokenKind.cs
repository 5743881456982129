namespace Attune.Text.Templates.Parsing;

/// <summary>What the lexer tells apart.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags.</summary>
    Data,

    /// <summary><c>{{</c>.</summary>
    OutputBegin,

    /// <summary><c>}}</c>.</summary>
    OutputEnd,

    /// <summary><c>{%</c>.</summary>
    BlockBegin,

    /// <summary><c>%}</c>.</summary>
    BlockEnd,

    /// <summary>A name or word of the language.</summary>
    Name,

    /// <summary>An integer literal.</summary>
    Integer,

    /// <summary>A float literal.</summary>
    Float,

    /// <summary>A string literal, unescaped.</summary>
    String,

    /// <summary>An operator or bracket.</summary>
    Operator,

    /// <summary>The end of the source.</summary>
    End,
}

/// <summary>A token with its place; <paramref name="Text"/> is its meaning (the text of data, the value of a string).</summary>
internal readonly record struct Token(TokenKind Kind, string Text, SourceRange Range)
{
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    public string Description => Kind switch
    {
        TokenKind.Data => "template text",
        TokenKind.OutputBegin or TokenKind.OutputEnd or TokenKind.BlockBegin or TokenKind.BlockEnd or TokenKind.Operator => $"'{Text}'",
        TokenKind.Name => $"'{Text}'",
        TokenKind.Integer or TokenKind.Float => "a number",
        TokenKind.String => "a string",
        _ => "the end of the template",
    };
}
