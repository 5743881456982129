using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads what is assigned to. Names are declared in the scope that is current when they are read.</summary>
internal sealed class TargetParser(TokenReader tokens, ScopeBuilder scopes)
{
    /// <summary>One target, or several with commas, up to a token that ends them.</summary>
    public AssignmentTarget Targets(bool withAttributes, Func<bool> atEnd)
    {
        var start = tokens.Current.Range;
        var targets = new List<AssignmentTarget> { Target(withAttributes) };
        var isTuple = false;
        while (tokens.SkipOperator(","))
        {
            isTuple = true;
            if (atEnd())
                break;
            targets.Add(Target(withAttributes));
        }

        return isTuple ? new TupleTarget(targets, start.To(tokens.Previous.Range)) : targets[0];
    }

    public NameTarget Name()
    {
        var name = tokens.ExpectName();
        return name.Text is "true" or "false" or "none" or "True" or "False" or "None"
            ? throw new TemplateSyntaxException($"'{name.Text}' is a value and cannot be assigned to.", name.Range)
            : new NameTarget(scopes.DeclareSet(name.Text), name.Range);
    }

    private AssignmentTarget Target(bool withAttributes)
    {
        if (tokens.Current.IsOperator("("))
        {
            tokens.Enter();
            tokens.Next();
            var inner = Targets(withAttributes, () => tokens.Current.IsOperator(")"));
            tokens.ExpectOperator(")");
            tokens.Leave();
            return inner;
        }

        if (tokens.Current.Kind != TokenKind.Name)
            throw tokens.Fail("a name to assign to");
        if (!withAttributes || !tokens.Ahead.IsOperator("."))
            return Name();
        var owner = tokens.Next();
        tokens.Next();
        var attribute = tokens.ExpectName();
        return new AttributeTarget(scopes.Read(owner.Text, owner.Range), attribute.Text, owner.Range.To(attribute.Range));
    }
}
