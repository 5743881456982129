using System.Text;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>Cuts the code between <c>{{</c> and <c>}}</c> into names, literals and operators. A line end is an operator: it ends a statement.</summary>
internal sealed class ScribanCodeLexer(SourceText source, List<Token> tokens, int start)
{
    private static readonly string[] s_operators =
    [
        "..<", "..", "?.", "??", "==", "!=", "<=", ">=", "&&", "||", "|>", "//",
        "?", "=", "<", ">", "+", "-", "*", "/", "%", "!", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", ";",
    ];

    private readonly string _text = source.Text;
    private int _at = start;
    private int _braces;

    /// <summary>Reads up to the end mark and gives its place (that of its sign, if it has one).</summary>
    public int Read()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
                throw new TemplateSyntaxException("The template ends inside a tag. Close it with '}}'.", source.Range(_text.Length, 0));
            if (_braces == 0 && (StartsWith("}}") || ((_text[_at] is '-' or '~') && StartsWith("}}", 1))))
                return _at;
            ReadToken();
        }
    }

    private bool StartsWith(string mark, int offset = 0) => string.CompareOrdinal(_text, _at + offset, mark, 0, mark.Length) == 0;

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
                SkipComment();
            else if (_text[_at] != '\n' && CharacterClasses.IsSpace(_text[_at]))
                _at++;
            else
                return;
        }
    }

    // '#' up to the end of the line or tag; '##' up to the next '##' or the end of the tag.
    private void SkipComment()
    {
        var isLong = StartsWith("##");
        _at += isLong ? 2 : 1;
        while (_at < _text.Length && !StartsWith("}}") && !StartsWith("-}}") && !StartsWith("~}}"))
        {
            if (isLong && StartsWith("##"))
            {
                _at += 2;
                return;
            }

            if (!isLong && _text[_at] == '\n')
                return;
            _at++;
        }
    }

    private void ReadToken()
    {
        var character = _text[_at];
        if (character == '\n')
            Add(TokenKind.Operator, 1);
        else if (character is '"' or '\'')
            ReadString(character);
        else if (character == '`')
            ReadVerbatim();
        else if (CharacterClasses.IsAsciiDigit(character))
            ReadNumber();
        else if (CharacterClasses.IsWordAt(_text, _at))
            ReadName();
        else
            ReadOperator();
    }

    private void ReadNumber()
    {
        // 1..5 is a range and no fraction.
        var dots = _text.IndexOf("..", _at, StringComparison.Ordinal);
        var end = _at;
        while (end < _text.Length && CharacterClasses.IsAsciiDigit(_text[end]))
            end++;
        var (length, isFloat) = dots == end ? (end - _at, false) : NumberLiteral.Measure(_text, _at, mayBeFloat: true);
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
        AddString(value, end + 1);
    }

    private void ReadVerbatim()
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] != '`')
            {
                value.Append(_text[i]);
            }
            else if (i + 1 < _text.Length && _text[i + 1] == '`')
            {
                value.Append('`');
                i++;
            }
            else
            {
                AddString(value.ToString(), i + 1);
                return;
            }
        }

        throw new TemplateSyntaxException("This string has no end. Close it with `.", source.Range(_at, 1));
    }

    private void AddString(string value, int end)
    {
        tokens.Add(new Token(TokenKind.String, value, source.Range(_at, end - _at)));
        _at = end;
    }

    private void ReadOperator()
    {
        foreach (var candidate in s_operators)
        {
            if (!StartsWith(candidate))
                continue;
            _braces += candidate == "{" ? 1 : candidate == "}" ? -1 : 0;
            if (_braces < 0)
                throw new TemplateSyntaxException("'}' closes nothing.", source.Range(_at, 1));
            Add(TokenKind.Operator, candidate.Length);
            return;
        }

        throw new TemplateSyntaxException($"'{_text[_at]}' means nothing inside a tag.", source.Range(_at, 1));
    }

    private void Add(TokenKind kind, int length)
    {
        tokens.Add(new Token(kind, _text.Substring(_at, length), source.Range(_at, length)));
        _at += length;
    }
}
