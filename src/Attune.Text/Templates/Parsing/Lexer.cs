using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>
/// Cuts a source into data and tags, and applies the white space rules of Jinja: <c>-</c> trims, <c>+</c> keeps, and the
/// two options. What stands inside tags is the work of <see cref="TagLexer"/>.
/// </summary>
internal sealed class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly TemplateOptions _options;
    private readonly List<Token> _tokens = [];
    private int _at;
    private bool _lineStarting = true;

    private Lexer(SourceText source, TemplateOptions options)
    {
        _source = source;
        _text = source.Text;
        _options = options;
    }

    public static List<Token> Read(SourceText source, TemplateOptions options)
    {
        var lexer = new Lexer(source, options);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            var tag = FindTag(_at);
            if (tag < 0)
            {
                AddData(_at, _text.Length);
                break;
            }

            ReadTag(tag);
        }

        _tokens.Add(new Token(TokenKind.End, "", _source.Range(_text.Length, 0)));
    }

    private int FindTag(int from)
    {
        for (var i = _text.IndexOf('{', from); i >= 0 && i + 1 < _text.Length; i = _text.IndexOf('{', i + 1))
        {
            if (_text[i + 1] is '{' or '%' or '#')
                return i;
        }

        return -1;
    }

    private void ReadTag(int tag)
    {
        var kind = _text[tag + 1];
        var sign = SignAt(tag + 2);
        AddData(_at, EndOfData(tag, sign, mayStrip: kind != '{'));
        _at = tag + 2 + (sign == '\0' ? 0 : 1);
        if (kind == '#')
        {
            SkipComment(tag);
        }
        else if (kind == '%' && RawBodyStart() is var body and >= 0)
        {
            ReadRaw(tag, body);
        }
        else
        {
            var output = kind == '{';
            _tokens.Add(new Token(output ? TokenKind.OutputBegin : TokenKind.BlockBegin, output ? "{{" : "{%", _source.Range(tag, 2)));
            var inside = new TagLexer(_source, _tokens, output, _at);
            SkipTagEnd(inside.Read(), output ? '}' : '%');
        }
    }

    private char SignAt(int position) => position < _text.Length && _text[position] is '-' or '+' ? _text[position] : '\0';

    // Where the data before a tag ends once '-' or the lstrip rule has taken its blanks.
    private int EndOfData(int tag, char sign, bool mayStrip)
    {
        if (sign == '-')
            return TrimmedEnd(_at, tag);
        if (sign == '+' || !mayStrip || !_options.LeftStripBlocks || tag == _at)
            return tag;
        var line = _text.LastIndexOf('\n', tag - 1, tag - _at) + 1;
        if (line == 0 && !_lineStarting)
            return tag;
        line = Math.Max(line, _at);
        return TrimmedEnd(line, tag) == line ? line : tag;
    }

    private int TrimmedEnd(int start, int end)
    {
        while (end > start && CharacterClasses.IsSpace(_text[end - 1]))
            end--;
        return end;
    }

    private void AddData(int start, int end)
    {
        if (end > start)
            _tokens.Add(new Token(TokenKind.Data, _text.Substring(start, end - start), _source.Range(start, end - start)));
    }

    /// <summary>Goes past the end mark of a tag and what its sign or trim_blocks takes with it.</summary>
    private void SkipTagEnd(int end, char kind)
    {
        var sign = _text[end] is '-' or '+' ? _text[end] : '\0';
        _at = end + (sign == '\0' ? 2 : 3);
        SkipAfter(sign, mayTrim: kind != '}');
    }

    private void SkipAfter(char sign, bool mayTrim)
    {
        if (sign == '-')
        {
            while (_at < _text.Length && CharacterClasses.IsSpace(_text[_at]))
                _at++;
        }
        else if (sign == '\0' && mayTrim && _options.TrimBlocks && _at < _text.Length && _text[_at] == '\n')
        {
            _at++;
        }

        _lineStarting = _text[_at - 1] == '\n';
    }

    private void SkipComment(int tag)
    {
        var end = _text.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
            throw new TemplateSyntaxException("This comment has no end. Close it with '#}'.", _source.Range(tag, 2));
        var sign = end > _at ? SignAt(end - 1) : '\0';
        _at = end + 2;
        SkipAfter(sign, mayTrim: true);
    }

    /// <summary>Where the text of a raw block starts, or -1 where this is another tag.</summary>
    private int RawBodyStart()
    {
        var at = SkipSpaces(_at);
        if (string.CompareOrdinal(_text, at, "raw", 0, 3) != 0)
            return -1;
        at = SkipSpaces(at + 3);
        if (string.CompareOrdinal(_text, at, "-%}", 0, 3) == 0)
            return SkipSpaces(at + 3);
        return string.CompareOrdinal(_text, at, "%}", 0, 2) == 0 ? at + 2 : -1;
    }

    private void ReadRaw(int tag, int body)
    {
        _lineStarting = _text[body - 1] == '\n';
        for (var i = body; (i = _text.IndexOf("{%", i, StringComparison.Ordinal)) >= 0; i += 2)
        {
            var sign = SignAt(i + 2);
            var at = SkipSpaces(i + 2 + (sign == '\0' ? 0 : 1));
            if (string.CompareOrdinal(_text, at, "endraw", 0, 6) != 0)
                continue;
            at = SkipSpaces(at + 6);
            var endSign = SignAt(at);
            if (string.CompareOrdinal(_text, endSign == '\0' ? at : at + 1, "%}", 0, 2) != 0)
                continue;
            _at = body;
            AddData(body, EndOfData(i, sign, mayStrip: true));
            SkipTagEnd(at, '%');
            return;
        }

        throw new TemplateSyntaxException("This raw block has no end. Close it with '{% endraw %}'.", _source.Range(tag, 2));
    }

    private int SkipSpaces(int at)
    {
        while (at < _text.Length && CharacterClasses.IsSpace(_text[at]))
            at++;
        return at;
    }
}
