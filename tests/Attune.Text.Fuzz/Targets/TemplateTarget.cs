using System.Text;
using Attune.Text.Templates;

namespace Attune.Text.Fuzz.Targets;

/// <summary>Jinja templates: parsed, and rendered within small limits.</summary>
public sealed class TemplateTarget : IFuzzTarget
{
    private static readonly RenderOptions s_limits = new()
    {
        MaxOutputLength = 20_000,
        MaxSteps = 20_000,
        MaxValueLength = 20_000,
        MaxDepth = 50,
        TrackMessages = true,
        Clock = () => new DateTime(2025, 1, 2),
    };

    public string Name => "template";

    public IReadOnlyList<string> Words { get; } =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "(", ")", "[", "]", "{", "}", "|", ".", ",", ":", "'", "\"", "\\", "=", "==", "!=", "<=", "~", "*", "**", "//", "%",
        " if ", " elif ", " else ", " for ", " in ", " is ", " not ", " and ", " or ", "endif", "endfor", "set ", "endset", "macro ", "endmacro", "call ", "endcall", "filter ",
        "endfilter", "with ", "endwith", "raw", "endraw", "generation", "endgeneration", "break", "continue", "recursive", "none", "true", "messages", "loop", "loop.index",
        "namespace(a=1)", "range(9)", "99999999999999999999", "1e999", "0", "-1", "'a'*9999", "|list", "|tojson", "|length", "|join", "|map(attribute='role')", "|selectattr('a')",
        "|sort", "|batch(2)", "|slice(3)", "|indent", "|wordwrap(3)", "|default('x')", "|round(2)", "|format", ".split()", ".format(", ".items()", ".strip('a')", ".title()",
        "[::-1]", "[1:]", "%s", "%5.2f", "{0!r:>9}", "\n", "\r\n", "\t", "\u00e9", "\ud83d\ude42", "\0", "\ufeff", "self", "caller()", "varargs", "kwargs", "raise_exception('a')", "strftime_now('%Y')",
    ];

    public bool Read(byte[] input)
    {
        var source = Encoding.UTF8.GetString(input);
        try
        {
            Template.Parse(source).Render(Variables(), s_limits);
            return true;
        }
        catch (TemplateException mistake)
        {
            if (mistake.Line < 1 || mistake.Column < 1 || mistake.Position < 0 || mistake.Length < 0 || mistake.Position + mistake.Length > source.Length)
                throw new InvalidOperationException($"The mistake '{mistake.Message}' has no place in the source.");
            return false;
        }
    }

    private static Dictionary<string, object?> Variables() => new()
    {
        ["messages"] = new List<object?>
        {
            new Dictionary<string, object?> { ["role"] = "system", ["content"] = "Be brief." },
            new Dictionary<string, object?> { ["role"] = "user", ["content"] = "Hi \ud83d\ude42 there" },
            new Dictionary<string, object?> { ["role"] = "assistant", ["content"] = "Hello." },
        },
        ["add_generation_prompt"] = true,
        ["eos_token"] = "</s>",
        ["n"] = 7L,
        ["x"] = new List<object?> { 1L, 2.5, "three", null, true },
    };
}
