using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>Cuts the inside of one tag into names, literals and operators.</summary>
internal sealed class TagLexer(SourceText source, List<Token> tokens, bool isOutput, int start)
{
    private static readonly string[] s_longOperators = ["//", "**", "==", "!=", ">=", "<="];

    private readonly string _text = source.Text;
    private readonly Stack<char> _open = new();
    private int _at = start;

    /// <summary>Reads up to the end mark and gives its position (that of its sign, if it has one).</summary>
    public int Read()
    {
        while (true)
        {
            while (_at < _text.Length && CharacterClasses.IsSpace(_text[_at]))
                _at++;
            if (_at >= _text.Length)
            {
                throw new TemplateSyntaxException(
                    $"The template ends inside a tag. Close it with '{(isOutput ? "}}" : "%}")}'.", source.Range(_text.Length, 0));
            }

            if (_open.Count == 0 && IsEnd())
            {
                var length = _text[_at] is '-' or '+' ? 3 : 2;
                tokens.Add(new Token(isOutput ? TokenKind.OutputEnd : TokenKind.BlockEnd, isOutput ? "}}" : "%}", source.Range(_at, length)));
                return _at;
            }

            ReadToken();
        }
    }

    private bool IsEnd()
    {
        var mark = isOutput ? "}}" : "%}";
        return StartsWith(mark, _at)
            || (_text[_at] == '-' && StartsWith(mark, _at + 1))
            || (!isOutput && _text[_at] == '+' && StartsWith(mark, _at + 1));
    }

    private bool StartsWith(string mark, int at) => string.CompareOrdinal(_text, at, mark, 0, mark.Length) == 0;

    private void ReadToken()
    {
        var character = _text[_at];
        if (character is '"' or '\'')
            ReadString(character);
        else if (CharacterClasses.IsAsciiDigit(character))
            ReadNumber();
        else if (CharacterClasses.IsWordAt(_text, _at))
            ReadName();
        else
            ReadOperator(character);
    }

    private void ReadNumber()
    {
        var afterDot = _at > 0 && _text[_at - 1] == '.';
        var (length, isFloat) = NumberLiteral.Measure(_text, _at, mayBeFloat: !afterDot);
        Add(isFloat ? TokenKind.Float : TokenKind.Integer, length);
    }

    private void ReadName()
    {
        var end = _at;
        while (end < _text.Length && CharacterClasses.IsWordAt(_text, end))
            end += CodePointText.LengthAt(_text, end);
        Add(TokenKind.Name, end - _at);
    }

    private void ReadString(char quote)
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] != quote)
            end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length)
            throw new TemplateSyntaxException($"This string has no end. Close it with {quote}.", source.Range(_at, 1));
        var value = StringLiteral.Unescape(_text.Substring(_at + 1, end - _at - 1))
            ?? throw new TemplateSyntaxException("This string has an escape that is cut short.", source.Range(_at, end + 1 - _at));
        tokens.Add(new Token(TokenKind.String, source.Word(value), source.Range(_at, end + 1 - _at)));
        _at = end + 1;
    }

    private void ReadOperator(char character)
    {
        foreach (var candidate in s_longOperators)
        {
            if (StartsWith(candidate, _at))
            {
                Add(TokenKind.Operator, 2);
                return;
            }
        }

        if ("+-/*%~[](){}><=.:|,;".IndexOf(character) < 0)
            throw new TemplateSyntaxException($"'{character}' means nothing inside a tag.", source.Range(_at, 1));
        if (character is '(' or '[' or '{')
            _open.Push(character == '(' ? ')' : character == '[' ? ']' : '}');
        else if (character is ')' or ']' or '}')
            Close(character);
        Add(TokenKind.Operator, 1);
    }

    private void Close(char bracket)
    {
        if (_open.Count == 0)
            throw new TemplateSyntaxException($"'{bracket}' closes nothing.", source.Range(_at, 1));
        if (_open.Pop() is var expected && expected != bracket)
            throw new TemplateSyntaxException($"'{bracket}' stands where '{expected}' is expected.", source.Range(_at, 1));
    }

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new Token(kind, source.Word(_text.Substring(_at, length)), source.Range(_at, length)));
        _at += length;
    }
}
