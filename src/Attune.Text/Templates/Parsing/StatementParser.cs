using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>Reads one block tag with its bodies and end tags. The <c>{%</c> is behind, the last <c>%}</c> ahead.</summary>
internal sealed class StatementParser(TemplateParser template, TokenReader tokens)
{
    private const string KnownTags = "if, for, set, macro, call, filter, with, block, generation, break, continue, print, raw";

    private readonly ScopeBuilder _scopes = template.Scopes;
    private readonly ExpressionParser _expressions = template.Expressions;
    private readonly TargetParser _targets = template.Targets;

    public Statement Read(string[] ends)
    {
        var tag = tokens.Expect(TokenKind.Name, "the name of a tag");
        return tag.Text switch
        {
            "if" => If(tag),
            "for" => For(tag),
            "set" => Set(tag),
            "macro" => Macro(tag),
            "call" => Call(tag),
            "filter" => Filter(tag),
            "with" => With(tag),
            "block" => Block(tag),
            "generation" => new GenerationStatement(Scoped(tag, "endgeneration"), tag.Range),
            "print" => new OutputStatement(_expressions.Tuple(), tag.Range),
            "break" or "continue" => LoopControl(tag),
            _ => throw Unknown(tag, ends),
        };
    }

    private static TemplateSyntaxException Unknown(Token tag, string[] ends) => tag.Text switch
    {
        "include" or "import" or "from" or "extends" =>
            new($"'{tag.Text}' needs other templates; a chat template is a single one.", tag.Range),
        _ when tag.Text.StartsWith("end", StringComparison.Ordinal) || tag.Text is "else" or "elif" => new(
            ends.Length == 0 ? $"'{tag.Text}' closes nothing." : $"'{tag.Text}' stands where '{ends[ends.Length - 1]}' is expected.", tag.Range),
        _ => new($"There is no tag '{tag.Text}'. Tags are: {KnownTags}.", tag.Range),
    };

    private IfStatement If(Token tag)
    {
        var branches = new List<(Expression, Body)>();
        Body? otherwise = null;
        _scopes.Conditions++;
        while (true)
        {
            var test = _expressions.Tuple(withCondition: false);
            branches.Add((test, template.ReadBody(tag, null, "elif", "else", "endif")));
            var end = tokens.Next();
            if (end.Text == "else")
            {
                otherwise = template.ReadBody(tag, null, "endif");
                tokens.Next();
            }

            if (end.Text != "elif")
                break;
        }

        _scopes.Conditions--;
        return new IfStatement(branches, otherwise, tag.Range);
    }

    private ForStatement For(Token tag)
    {
        // The items are evaluated outside of the loop's scope, but stand after its targets: those are read twice,
        // once per scope that binds them (the loop's and its filter's).
        var scope = _scopes.Open();
        scope.Declare("loop");
        var mark = tokens.Position;
        var name = tokens.Current.Text;
        var target = _targets.Targets(withAttributes: false, () => tokens.Current.IsName("in"));
        _scopes.Close(scope);
        tokens.ExpectName("in");
        var items = _expressions.Tuple(withCondition: false, atEnd: () => tokens.Current.IsName("recursive"));
        var filter = tokens.SkipName("if") ? Filter(mark) : null;
        var isRecursive = tokens.SkipName("recursive");
        if (target is NameTarget && !isRecursive)
            scope.Bind(name, new NameBinding(items, IsItem: true));
        _scopes.Enter(scope);
        _scopes.Loops++;
        var body = template.ReadBody(tag, null, "endfor", "else");
        _scopes.Loops--;
        _scopes.Close(scope);
        var otherwise = tokens.Next().Text == "else" ? Scoped(tag, "endfor") : null;
        return new ForStatement(target, items, filter, isRecursive, body, scope, otherwise, tag.Range);
    }

    private LoopFilter Filter(int targetPosition)
    {
        var scope = _scopes.Open();
        var here = tokens.Position;
        tokens.Position = targetPosition;
        var target = _targets.Targets(withAttributes: false, () => tokens.Current.IsName("in"));
        tokens.Position = here;
        var test = _expressions.Expression();
        _scopes.Close(scope);
        return new LoopFilter(target, test, scope);
    }

    private Statement Set(Token tag)
    {
        // The value is read before the name is set, but both are in one scope: a name that is not set yet is looked up outside.
        _scopes.BeginAssignment();
        var name = tokens.Current.Text;
        var target = _targets.Targets(withAttributes: true, () => tokens.Current.IsOperator("="));
        var value = tokens.SkipOperator("=") ? _expressions.Tuple() : null;
        var filters = value is null ? _expressions.Operands.FilterChain(startsWithName: false) : [];
        _scopes.EndAssignment();
        if (value is not null && target is NameTarget)
            _scopes.Current.Bind(name, new NameBinding(value, IsItem: false));
        if (value is not null)
            return new SetStatement(target, value, tag.Range);
        return new SetBlockStatement(target, filters, Scoped(tag, "endset"), tag.Range);
    }

    private MacroStatement Macro(Token tag)
    {
        var nameToken = tokens.Current;
        var target = _targets.Name();
        return new MacroStatement(MacroDefinition(tag, nameToken.Text, hasSignature: true, "endmacro"), target, tag.Range);
    }

    private CallBlockStatement Call(Token tag)
    {
        var scope = _scopes.Open(isMacro: true);
        List<MacroParameter> parameters = tokens.Current.IsOperator("(") ? Signature() : [];
        _scopes.Close(scope);
        var start = tokens.Current;
        if (_expressions.Expression() is not CallExpression call)
            throw new TemplateSyntaxException("A call block needs a call: {% call name(...) %}.", start.Range.To(tokens.Previous.Range));
        _scopes.Enter(scope);
        var definition = new MacroDefinition("caller", parameters, MacroBody(tag, "endcall"), scope);
        _scopes.Close(scope);
        return new CallBlockStatement(definition, call, tag.Range);
    }

    private MacroDefinition MacroDefinition(Token tag, string name, bool hasSignature, string end)
    {
        var scope = _scopes.Open(isMacro: true);
        List<MacroParameter> parameters = hasSignature ? Signature() : [];
        var body = MacroBody(tag, end);
        _scopes.Close(scope);
        return new MacroDefinition(name, parameters, body, scope);
    }

    private Body MacroBody(Token tag, string end)
    {
        var loops = _scopes.Loops;
        _scopes.Loops = 0;
        var body = template.ReadBody(tag, null, end);
        tokens.Next();
        _scopes.Loops = loops;
        return body;
    }

    private List<MacroParameter> Signature()
    {
        tokens.ExpectOperator("(");
        var parameters = new List<MacroParameter>();
        while (!tokens.Current.IsOperator(")"))
        {
            if (parameters.Count > 0)
                tokens.ExpectOperator(",");
            var name = tokens.Current;
            _targets.Name();
            Expression? value = null;
            if (tokens.SkipOperator("="))
                value = _expressions.Expression();
            else if (parameters.Count > 0 && parameters[parameters.Count - 1].Default is not null)
                throw new TemplateSyntaxException($"The parameter '{name.Text}' needs a default, since one before it has one.", name.Range);
            if (parameters.Exists(given => given.Name == name.Text))
                throw new TemplateSyntaxException($"There are two parameters '{name.Text}'.", name.Range);
            parameters.Add(new MacroParameter(name.Text, _scopes.Current.Declare(name.Text), value));
        }

        tokens.Next();
        return parameters;
    }

    private FilterBlockStatement Filter(Token tag)
    {
        var filters = _expressions.Operands.FilterChain(startsWithName: true);
        return new FilterBlockStatement(filters, Scoped(tag, "endfilter"), tag.Range);
    }

    private WithStatement With(Token tag)
    {
        var scope = _scopes.Open();
        var assignments = new List<(AssignmentTarget, Expression)>();
        while (tokens.Current.Kind != TokenKind.BlockEnd)
        {
            if (assignments.Count > 0)
                tokens.ExpectOperator(",");
            var target = _targets.Targets(withAttributes: false, () => tokens.Current.IsOperator("="));
            tokens.ExpectOperator("=");
            _scopes.Close(scope);
            assignments.Add((target, _expressions.Expression()));
            _scopes.Enter(scope);
        }

        var body = template.ReadBody(tag, null, "endwith");
        tokens.Next();
        _scopes.Close(scope);
        return new WithStatement(assignments, body, scope, tag.Range);
    }

    private BlockStatement Block(Token tag)
    {
        var name = tokens.ExpectName();
        if (!_scopes.Blocks.Add(name.Text))
            throw new TemplateSyntaxException($"There are two blocks '{name.Text}'.", name.Range);
        var isScoped = tokens.SkipName("scoped");
        if (!isScoped)
            tokens.SkipName("required");
        var around = _scopes.Current;
        if (!isScoped)
            _scopes.Enter(_scopes.Root);
        var body = Scoped(tag, "endblock");
        _scopes.Enter(around);
        if (tokens.Current.IsName(name.Text))
            tokens.Next();
        return new BlockStatement(body, isScoped ? null : _scopes.Root, tag.Range);
    }

    private LoopControlStatement LoopControl(Token tag) => _scopes.Loops == 0
        ? throw new TemplateSyntaxException($"'{tag.Text}' stands outside of a loop.", tag.Range)
        : new LoopControlStatement(tag.Text == "break" ? Flow.Break : Flow.Continue, tag.Range);

    /// <summary>A body with its own scope, up to and including the name of its end tag. No break leaves it.</summary>
    private Body Scoped(Token tag, string end)
    {
        var scope = _scopes.Open();
        var loops = _scopes.Loops;
        _scopes.Loops = 0;
        var body = template.ReadBody(tag, scope, end);
        tokens.Next();
        _scopes.Loops = loops;
        _scopes.Close(scope);
        return body;
    }
}
