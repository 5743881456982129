using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads the arguments of a call, filter or test, with their brackets: positional ones first, then named ones.</summary>
internal sealed class ArgumentParser(TokenReader tokens, ExpressionParser expressions)
{
    public ArgumentList Read()
    {
        tokens.ExpectOperator("(");
        var positional = new List<Expression>();
        var keywords = new List<(string, Expression)>();
        Expression? more = null, moreKeywords = null;
        for (var first = true; !tokens.Current.IsOperator(")"); first = false)
        {
            if (!first)
            {
                tokens.ExpectOperator(",");
                if (tokens.Current.IsOperator(")"))
                    break;
            }

            if (tokens.Current.IsOperator("*") && more is null && moreKeywords is null)
            {
                tokens.Next();
                more = expressions.Expression();
            }
            else if (tokens.Current.IsOperator("**") && moreKeywords is null)
            {
                tokens.Next();
                moreKeywords = expressions.Expression();
            }
            else if (tokens.Current.Kind == TokenKind.Name && tokens.Ahead.IsOperator("=") && moreKeywords is null)
            {
                keywords.Add((Keyword(keywords), expressions.Expression()));
            }
            else if (keywords.Count == 0 && more is null && moreKeywords is null)
            {
                positional.Add(expressions.Expression());
            }
            else
            {
                throw tokens.Fail("a named argument, since only those may follow the first named one");
            }
        }

        tokens.ExpectOperator(")");
        return new ArgumentList(positional, keywords, more, moreKeywords);
    }

    private string Keyword(List<(string Name, Expression Value)> given)
    {
        var name = tokens.Next();
        tokens.Next();
        return given.Exists(keyword => keyword.Name == name.Text)
            ? throw new TemplateSyntaxException($"The argument '{name.Text}' is given twice.", name.Range)
            : name.Text;
    }
}
