using System.Collections.Concurrent;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Grammars;

/// <summary>
/// A context-free grammar with memory. <c>{rule}</c> expands a rule, <c>{rule#1}</c> expands it once per page and then
/// repeats it, <c>{rule#1.pl.cap}</c> inflects the result, <c>[a|b|]</c> chooses. It knows no English: see <see cref="Inflection"/>.
/// </summary>
internal sealed class Grammar
{
    private readonly Dictionary<string, Production> _rules = [];
    private readonly ConcurrentDictionary<string, Template> _templates = new();

    public IEnumerable<string> RuleNames => _rules.Keys;

    /// <summary>Adds the comma-separated words of <paramref name="list"/> to the rule <paramref name="name"/>.</summary>
    public Grammar Words(string name, string list)
    {
        string[] words = list.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Add(name, words.Select(word => new Template([new LiteralPiece(word)])));
        return this;
    }

    /// <summary>Adds each line of <paramref name="lines"/> to the rule <paramref name="name"/> as a template.</summary>
    public Grammar Rule(string name, string lines)
    {
        Add(name, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TemplateParser.Parse));
        return this;
    }

    /// <summary>A rule computed by code.</summary>
    public Grammar Function(string name, Func<Draw, string> write)
    {
        _rules.Add(name, new Production([], write));
        return this;
    }

    public Production this[string name] => _rules.TryGetValue(name, out Production? rule)
        ? rule
        : throw new KeyNotFoundException($"The grammar has no rule '{name}'.");

    public Template Compile(string template) => _templates.GetOrAdd(template, TemplateParser.Parse);

    /// <summary>Names that templates use and no rule defines.</summary>
    public IEnumerable<string> Undefined() => _rules.Values
        .SelectMany(rule => rule.Templates).Concat(_templates.Values)
        .SelectMany(template => template.Slots())
        .Where(name => !_rules.ContainsKey(name)).Distinct();

    private void Add(string name, IEnumerable<Template> templates)
    {
        if (!_rules.TryGetValue(name, out Production? rule))
            _rules.Add(name, rule = new Production([], null));
        rule.Templates.AddRange(templates);
    }
}

/// <summary>The alternatives of one rule, or the code that writes it.</summary>
internal sealed record Production(List<Template> Templates, Func<Draw, string>? Write);
