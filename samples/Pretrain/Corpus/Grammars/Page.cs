using System.Text;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Grammars;

/// <summary>What is being written: the random stream, the text so far, and the names the page remembers.</summary>
internal sealed class Page(Grammar grammar, Draw draw)
{
    private const int TriesToDiffer = 6;

    private readonly Dictionary<string, string> _memory = [];

    public Draw Draw => draw;

    public StringBuilder Out { get; private set; } = new();

    /// <summary>Writes one alternative of the rule.</summary>
    public void Expand(string rule)
    {
        Production production = grammar[rule];
        if (production.Write is { } write)
            Out.Append(write(draw));
        else
            production.Templates[draw.Below(production.Templates.Count)].Write(this);
    }

    /// <summary>The rule's text, apart from what is being written.</summary>
    public string Say(string rule)
    {
        StringBuilder outer = Out;
        Out = new StringBuilder();
        Expand(rule);
        string text = Out.ToString();
        Out = outer;
        return text;
    }

    /// <summary>The text of a template, apart from what is being written.</summary>
    public string Fill(string template)
    {
        StringBuilder outer = Out;
        Out = new StringBuilder();
        grammar.Compile(template).Write(this);
        string text = Out.ToString();
        Out = outer;
        return text;
    }

    /// <summary>One of the templates, filled.</summary>
    public string Fill(IReadOnlyList<string> templates) => Fill(draw.Pick(templates));

    /// <summary>The remembered text of <c>rule#key</c>, made now if it is new, and then unlike its siblings if it can be.</summary>
    public string Remembered(string rule, string key)
    {
        if (_memory.TryGetValue(key, out string? text))
            return text;
        text = Say(rule);
        for (int tries = 0; tries < TriesToDiffer && _memory.ContainsValue(text); tries++)
            text = Say(rule);
        _memory.Add(key, text);
        return text;
    }

    /// <summary>Sets what <c>{key}</c> (for example <c>city#1</c>) stands for.</summary>
    public void Remember(string key, string text) => _memory[key] = text;

    public void Forget() => _memory.Clear();
}
