using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>Notes, while a template is read, where it looks inside of values, and finds afterwards which values those are.</summary>
internal sealed class MemberNotes
{
    // A chain of names that are bound to one another ends here, also where it goes in a circle.
    private const int MaxSteps = 64;

    private readonly List<(Expression Node, string Name, SourceRange Range)> _notes = [];
    private readonly HashSet<Expression> _called = [];

    public AttributeExpression Note(AttributeExpression node)
    {
        var end = node.Range.Position + node.Range.Length;
        _notes.Add((node, node.Name, NameRange(node.Range, end - node.Name.Length, node.Name.Length)));
        return node;
    }

    public ItemExpression Note(ItemExpression node)
    {
        if (node.TextKey is { } name)
        {
            var key = node.Key.Range;
            var isPlain = key.Length == name.Length + 2;
            _notes.Add((node, name, isPlain ? NameRange(key, key.Position + 1, name.Length) : key));
        }

        return node;
    }

    public void NoteCall(Expression callee) => _called.Add(callee);

    /// <summary>The places whose value comes from a variable of the render; others are left out.</summary>
    public List<TemplateMember> Resolve()
    {
        var members = new List<TemplateMember>();
        foreach (var (node, name, range) in _notes)
        {
            var path = new List<string?>();
            var attribute = node as AttributeExpression;
            if (Follow(attribute?.Owner ?? ((ItemExpression)node).Owner, path, 0) is { } root)
                members.Add(new TemplateMember(root, path, name, range, attribute is not null, _called.Contains(node)));
        }

        return members;
    }

    /// <summary>Adds the steps to an expression, and gives the variable they start from.</summary>
    private static string? Follow(Expression expression, List<string?> path, int depth)
    {
        if (depth > MaxSteps)
            return null;
        switch (expression)
        {
            case NameExpression { Variable: { IsFree: true } variable }:
                return variable.Name;
            case NameExpression { Variable.Binding: { } binding }:
                return Then(Follow(binding.Value, path, depth + 1), path, binding.IsItem, null);
            case AttributeExpression attribute:
                return Then(Follow(attribute.Owner, path, depth + 1), path, true, attribute.Name);
            case ItemExpression { TextKey: { } key } item:
                return Then(Follow(item.Owner, path, depth + 1), path, true, key);
            case ItemExpression { Key: LiteralExpression } item:
                return Then(Follow(item.Owner, path, depth + 1), path, true, null);
            default:
                return null;
        }
    }

    private static string? Then(string? root, List<string?> path, bool isStep, string? step)
    {
        if (root is not null && isStep)
            path.Add(step);
        return root;
    }

    private static SourceRange NameRange(SourceRange whole, int position, int length) =>
        new(position, length, whole.Line, whole.Column + position - whole.Position);
}
