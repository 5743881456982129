using System.Text;

namespace Attune.Pretrain.Grammars;

/// <summary>Parses the template language. <c>\{</c>, <c>\[</c>, <c>\|</c> and <c>\n</c> are written with a backslash.</summary>
internal static class TemplateParser
{
    public static Template Parse(string source)
    {
        int position = 0;
        Template template = Sequence(source, ref position, inside: false);
        return position == source.Length ? template : throw new FormatException($"Unbalanced ']' at {position} in: {source}");
    }

    private static Template Sequence(string source, ref int position, bool inside)
    {
        var pieces = new List<Piece>();
        var literal = new StringBuilder();
        while (position < source.Length)
        {
            char next = source[position];
            if (inside && (next is '|' or ']'))
                break;
            position++;
            switch (next)
            {
                case '\\':
                    char escaped = source[position++];
                    literal.Append(escaped == 'n' ? '\n' : escaped);
                    break;
                case '{':
                    Flush(pieces, literal);
                    pieces.Add(Slot(source, ref position));
                    break;
                case '[':
                    Flush(pieces, literal);
                    pieces.Add(Choice(source, ref position));
                    break;
                default:
                    literal.Append(next);
                    break;
            }
        }

        Flush(pieces, literal);
        return new Template([.. pieces]);
    }

    private static ChoicePiece Choice(string source, ref int position)
    {
        var choices = new List<Template>();
        while (true)
        {
            choices.Add(Sequence(source, ref position, inside: true));
            if (position == source.Length)
                throw new FormatException($"'[' is never closed in: {source}");
            if (source[position++] == ']')
                return new ChoicePiece([.. choices]);
        }
    }

    private static SlotPiece Slot(string source, ref int position)
    {
        int end = source.IndexOf('}', position);
        if (end < 0)
            throw new FormatException($"'{{' is never closed in: {source}");
        string[] parts = source[position..end].Split('.');
        position = end + 1;
        int hash = parts[0].IndexOf('#');
        string rule = hash < 0 ? parts[0] : parts[0][..hash];
        return new SlotPiece(rule, hash < 0 ? null : parts[0], parts[1..]);
    }

    private static void Flush(List<Piece> pieces, StringBuilder literal)
    {
        if (literal.Length > 0)
            pieces.Add(new LiteralPiece(literal.ToString()));
        literal.Clear();
    }
}
