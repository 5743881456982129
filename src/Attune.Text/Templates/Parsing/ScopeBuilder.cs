using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Parsing;

/// <summary>The scopes while a template is read, and all the names read in it.</summary>
internal sealed class ScopeBuilder
{
    private static readonly string[] s_macroNames = ["caller", "varargs", "kwargs"];

    private readonly List<VariableReference> _references = [];
    private readonly List<string> _globals = [];
    private HashSet<string>? _assigned;

    public Scope Root { get; } = new(null);

    public Scope Current { get; private set; }

    /// <summary>Loops around the current place that a break can leave.</summary>
    public int Loops { get; set; }

    /// <summary>Whether the current place may never be reached (inside an if): an unknown filter is an error only when it is.</summary>
    public int Conditions { get; set; }

    /// <summary>The names of the blocks so far.</summary>
    public HashSet<string> Blocks { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts that a role is compared with.</summary>
    public SortedSet<string> ComparedRoles { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the template looks inside of values.</summary>
    public MemberNotes Members { get; } = new();

    /// <summary>Filters and tests that do not exist, at places that may never be reached.</summary>
    public List<UnknownBuiltin> UnknownBuiltins { get; } = [];

    public ScopeBuilder() => Current = Root;

    public Scope Open(bool isMacro = false) => Current = new Scope(Current, isMacro) { Conditions = Conditions };

    /// <summary>Declares a name that the current place sets.</summary>
    public int DeclareSet(string name)
    {
        _assigned?.Add(name);
        return Current.DeclareSet(name, isCertain: Conditions == Current.Conditions);
    }

    /// <summary>From a target up to the end of the value that it takes: names that the value reads are read before they are set.</summary>
    public void BeginAssignment() => _assigned = new HashSet<string>(StringComparer.Ordinal);

    public void EndAssignment() => _assigned = null;

    /// <summary>Goes back into a scope that was closed.</summary>
    public void Enter(Scope scope) => Current = scope;

    public void Close(Scope scope) => Current = scope.Parent!;

    public VariableReference Read(string name, SourceRange range, string? alias = null)
    {
        if (Array.IndexOf(s_macroNames, name) >= 0)
        {
            var scope = Current;
            while (scope is { IsMacro: false } && scope.Find(name) < 0)
                scope = scope.Parent;
            if (scope is { IsMacro: true })
                scope.Declare(name);
        }

        Current.NoteRead(name);
        if (_assigned?.Contains(name) == true)
            Current.StartsWithOuterValue(name);
        var reference = new VariableReference(name, alias, Current, range);
        _references.Add(reference);
        return reference;
    }

    /// <summary>Finds every name's slots; gives the names that only a render knows, and where they are read.</summary>
    public (IReadOnlyList<string> Globals, IReadOnlyList<VariableReference> References) Finish()
    {
        var numbers = new Dictionary<string, int>();
        foreach (var reference in _references)
        {
            reference.Bind(name =>
            {
                if (!numbers.TryGetValue(name, out var number))
                {
                    numbers[name] = number = numbers.Count;
                    _globals.Add(name);
                }

                return number;
            });
        }

        return (_globals, _references);
    }
}
