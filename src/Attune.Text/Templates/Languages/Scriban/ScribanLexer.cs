using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban;

/// <summary>
/// Cuts a source into text and the code between <c>{{</c> and <c>}}</c>, and applies <c>-</c> (all blanks) and <c>~</c>
/// (blanks of the line). <c>{%{</c> to <c>}%}</c> is text as it stands.
/// </summary>
internal sealed class ScribanLexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;

    private ScribanLexer(SourceText source)
    {
        _source = source;
        _text = source.Text;
    }

    public static List<Token> Read(SourceText source)
    {
        var lexer = new ScribanLexer(source);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            var tag = FindTag(_at);
            AddText(_at, tag < 0 ? _text.Length : TextEnd(_at, tag));
            if (tag < 0)
                break;
            if (_text[tag + 1] == '%')
                ReadLiteral(tag);
            else
                ReadCode(tag);
        }

        _tokens.Add(new Token(TokenKind.End, "", _source.Range(_text.Length, 0)));
    }

    private int FindTag(int from)
    {
        for (var i = _text.IndexOf('{', from); i >= 0 && i + 1 < _text.Length; i = _text.IndexOf('{', i + 1))
        {
            if (_text[i + 1] == '{' || PercentCount(i + 1, '{') > 0)
                return i;
        }

        return -1;
    }

    /// <summary>How many <c>%</c> stand here before that character; 0 where it does not follow them.</summary>
    private int PercentCount(int at, char last)
    {
        var end = at;
        while (end < _text.Length && _text[end] == '%')
            end++;
        return end < _text.Length && _text[end] == last ? end - at : 0;
    }

    private void AddText(int start, int end)
    {
        if (end > start)
            _tokens.Add(new Token(TokenKind.Data, _text.Substring(start, end - start), _source.Range(start, end - start)));
    }

    private int TextEnd(int start, int tag)
    {
        var sign = _text[tag + 1] == '{' && tag + 2 < _text.Length ? _text[tag + 2] : '\0';
        var end = tag;
        while (end > start && (sign == '-' ? CharacterClasses.IsSpace(_text[end - 1]) : sign == '~' && IsBlank(_text[end - 1])))
            end--;
        return end;
    }

    private void ReadCode(int tag)
    {
        _at = tag + 2;
        if (_at < _text.Length && _text[_at] is '-' or '~')
            _at++;
        _tokens.Add(new Token(TokenKind.BlockBegin, "{{", _source.Range(tag, 2)));
        var end = new ScribanCodeLexer(_source, _tokens, _at).Read();
        var sign = _text[end] is '-' or '~' ? _text[end] : '\0';
        _at = end + (sign == '\0' ? 2 : 3);
        _tokens.Add(new Token(TokenKind.BlockEnd, "}}", _source.Range(end, _at - end)));
        while (_at < _text.Length && (sign == '-' ? CharacterClasses.IsSpace(_text[_at]) : sign == '~' && IsBlank(_text[_at])))
            _at++;
        if (sign == '~' && _at < _text.Length && _text[_at] == '\n')
            _at++;
    }

    private void ReadLiteral(int tag)
    {
        var count = PercentCount(tag + 1, '{');
        var close = "}" + new string('%', count) + "}";
        var start = tag + count + 2;
        var end = _text.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0)
            throw new TemplateSyntaxException($"This text block has no end. Close it with '{close}'.", _source.Range(tag, count + 2));
        AddText(start, end);
        _at = end + close.Length;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';
}
