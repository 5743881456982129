using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates.Languages;

/// <summary>Prompts in Scriban.</summary>
public class ScribanTests
{
    private static readonly Dictionary<string, object?> s_variables = new()
    {
        ["name"] = "Ann Lee",
        ["count"] = 3L,
        ["zero"] = 0L,
        ["price"] = 2.5,
        ["empty"] = "",
        ["nothing"] = null,
        ["yes"] = true,
        ["tags"] = new List<object?> { "b", "a", "b" },
        ["user"] = new Dictionary<string, object?> { ["name"] = "Bo", ["age"] = 7L, ["tags"] = new List<object?> { "x" } },
        ["rows"] = new List<object?>
        {
            new Dictionary<string, object?> { ["id"] = 2L, ["text"] = "two" },
            new Dictionary<string, object?> { ["id"] = 1L, ["text"] = "one" },
        },
    };

    [Theory]
    [InlineData("{{ name }} {{ user.name }} {{ tags[1] }} {{ user['age'] }} {{ tags[-1] }}", "Ann Lee Bo a 7 b")]
    [InlineData("{{ yes }} {{ nothing }}|{{ missing }}|{{ price }} {{ 1.0 }} {{ tags }} {{ {a: 1, b: \"x\"} }}", "true ||2.5 1 [\"b\", \"a\", \"b\"] {a: 1, b: \"x\"}")]
    [InlineData("{{ user?.name }}{{ nothing?.name }}{{ missing?.a?.b }}", "Bo")]
    [InlineData("{{ user.tags.size }} {{ name.size }}", "1 7")]
    public void Values_are_written(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ if yes }}a{{ else }}b{{ end }}{{ if nothing }}a{{ else }}b{{ end }}", "ab")]
    [InlineData("{{ if zero }}0{{ end }}{{ if empty }}e{{ end }}{{ if missing }}m{{ end }}", "0e")]
    [InlineData("{{ if count > 5 }}a{{ else if count == 3 && yes }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ if !nothing || missing }}a{{ end }}", "a")]
    [InlineData("{{ for x in tags }}{{ x }}{{ for.index }}{{ if for.last }}.{{ else }},{{ end }}{{ end }}", "b0,a1,b2.")]
    [InlineData("{{ for x in tags }}{{ for.rindex }}{{ for.first }}{{ for.length }}{{ for.even }} {{ end }}", "2true3true 1false3false 0false3true ")]
    [InlineData("{{ for x in nothing }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ for p in user }}{{ p.key }}={{ p.value }};{{ end }}", "name=Bo;age=7;tags=[\"x\"];")]
    [InlineData("{{ for i in 1..3 }}{{ i }}{{ end }} {{ for i in 0..<2 }}{{ i }}{{ end }} {{ for i in 3..1 }}{{ i }}{{ end }}", "123 01 321")]
    [InlineData("{{ for i in 1..9 }}{{ if i == 2 }}{{ continue }}{{ end }}{{ if i == 5 }}{{ break }}{{ end }}{{ i }}{{ end }}", "134")]
    [InlineData("{{ total = 0; for r in rows; total = total + r.id; end; total }}", "3")]
    [InlineData("{{ x = 'a' }}{{ for t in tags }}{{ x = x + t }}{{ end }}{{ x }}", "abab")]
    [InlineData("{{ capture c }}<{{ name }}>{{ end }}{{ c }}{{ c | string.size }}", "<Ann Lee>9")]
    public void Statements_are_executed(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ 7 / 2 }} {{ 8 / 2 }} {{ 7 // 2 }} {{ -7 % 3 }} {{ 2 + 3 * 4 }} {{ (2 + 3) * 4 }}", "3.5 4 3 -1 14 20")]
    [InlineData("{{ 'a' + 1 }} {{ 1 + 'a' }} {{ 'ab' * 2 }}", "a1 1a abab")]
    [InlineData("{{ nothing ?? 'x' }} {{ missing ?? 'y' }} {{ count ?? 'z' }}", "x y 3")]
    [InlineData("{{ yes ? 'a' : 'b' }} {{ nothing ? 'a' : 'b' }}", "a b")]
    [InlineData("{{ nothing == missing }} {{ 1 == true }} {{ 1 == 1.0 }} {{ nothing < 1 }}", "true false true false")]
    [InlineData("{{ \"a\\tb\\u00e9\" }}{{ `c:\\n`` ` }}", "a\tbéc:\\n` ")]
    public void Operators_are_those_of_Scriban(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ name | string.upcase }} {{ string.downcase name }} {{ name | string.replace 'n' 'N' | string.append '!' }}", "ANN LEE ann lee ANN Lee!")]
    [InlineData("{{ 'hello world' | string.capitalize }} {{ 'hello world' | string.capitalizewords }} {{ 'Hello, World!' | string.handleize }}", "Hello world Hello World hello-world")]
    [InlineData("{{ '  a ' | string.strip }}|{{ ' a ' | string.lstrip }}|{{ ' a ' | string.rstrip }}|", "a|a | a|")]
    [InlineData("{{ 'abcdef' | string.slice 2 }} {{ 'abcdef' | string.slice 1 3 }} {{ 'abcdef' | string.slice1 1 }} {{ 'a🙂b' | string.slice 1 1 }}", "cdef bcd b 🙂")]
    [InlineData("{{ 'a,b,,c' | string.split ',' | array.join '-' }} {{ 'one two three' | string.truncatewords 2 }} {{ 'abcdefgh' | string.truncate 6 }}", "a-b-c one two... abc...")]
    [InlineData("{{ '7' | string.pad_left 3 '0' }} {{ 'a' | string.pad_right 3 }}| {{ '12' | string.to_int }} {{ 'x' | string.to_int }}", "007 a  | 12 ")]
    [InlineData("{{ name | string.contains 'Lee' }} {{ name | string.starts_with 'A' }} {{ name | string.ends_with 'A' }} {{ name | string.index_of 'L' }} {{ empty | string.empty }}", "true true false 4 true")]
    [InlineData("{{ count | string.pluralize 'item' 'items' }} {{ 'aXbX' | string.remove 'X' }} {{ 'aXbX' | string.remove_first 'X' }} {{ 'aXbX' | string.replace_first 'X' '-' }}", "items ab abX a-bX")]
    [InlineData("{{ tags | array.sort | array.uniq | array.join ', ' }} {{ tags | array.size }} {{ tags | array.first }} {{ tags | array.last }} {{ tags | array.reverse | array.limit 2 }}", "a, b 3 b b [\"b\", \"a\"]")]
    [InlineData("{{ rows | array.sort 'id' | array.map 'text' | array.join '+' }} {{ array.join (array.concat tags [1]) '' }} {{ tags | array.contains 'a' }}", "one+two bab1 true")]
    [InlineData("{{ [1, nothing, 2] | array.compact }} {{ [1, 2, 3] | array.offset 1 }} {{ [1] | array.add 2 }} {{ [1, 2] | array.insert_at 1 9 }} {{ [1, 2] | array.remove_at 0 }}", "[1, 2] [2, 3] [1, 2] [1, 9, 2] [2]")]
    [InlineData("{{ -3 | math.abs }} {{ 2.4 | math.ceil }} {{ 2.6 | math.floor }} {{ 2.346 | math.round 2 }} {{ 7 | math.divided_by 2 }} {{ 7 | math.modulo 4 }} {{ 2 | math.times 3 | math.plus 1 | math.minus 2 }}", "3 3 2 2.35 3 3 5")]
    [InlineData("{{ nothing | object.default 'd' }} {{ empty | object.default 'e' }} {{ user | object.keys | array.join ',' }} {{ user | object.to_json }}", "d e name,age,tags {\"name\":\"Bo\",\"age\":7,\"tags\":[\"x\"]}")]
    [InlineData("{{ '<a>' | html.escape }} {{ 'a b' | html.url_encode }}", "&lt;a&gt; a%20b")]
    public void Functions_take_their_value_from_the_pipe_or_the_first_argument(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("a\n  {{- name -}}  \n b", "aAnn Leeb")]
    [InlineData("a\n  {{~ if yes ~}}  \n b\n  {{~ end ~}}\nc", "a\n b\nc")]
    [InlineData("{{ # note }}a{{ name # note\n }}b{{ ## long\n note ## }}c", "aAnn Leebc")]
    [InlineData("{%{ {{ name }} }%}|{%%{ }%} }%%}|{% x %}", " {{ name }} | }%} |{% x %}")]
    [InlineData("{{ name }}\n", "Ann Lee\n")]
    [InlineData("{{\n  x = [\n    1,\n    2\n  ]\n  y = x | array.size |\n    math.plus 1\n  y\n}}", "3")]
    public void White_space_comments_and_text_blocks(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("a {{ name", 1, 10, "Close it with '}}'")]
    [InlineData("{{ if yes }}a", 1, 4, "Close it with 'end'")]
    [InlineData("a\n{{ end }}", 2, 4, "closes nothing")]
    [InlineData("{{ name | string.upcas }}", 1, 18, "Did you mean 'upcase'?")]
    [InlineData("{{ name | upcase }}", 1, 11, "a function such as string.upcase")]
    [InlineData("{{ while yes }}{{ end }}", 1, 4, "'while' is not part of this language")]
    [InlineData("{{ for.index }}", 1, 4, "outside of a loop")]
    [InlineData("{{ for x in tags }}{{ for.no }}{{ end }}", 1, 23, "no 'for.no'")]
    [InlineData("{{ break }}", 1, 4, "outside of a loop")]
    [InlineData("{{ 1 2 }}", 1, 6, "end of the statement")]
    [InlineData("{{ string.upcase }}", 1, 4, "lacks what it works on")]
    [InlineData("{{ 'a }}", 1, 4, "no end")]
    [InlineData("{{ ^ }}", 1, 4, "means nothing")]
    [InlineData("{%{ a", 1, 1, "Close it with '}%}'")]
    [InlineData("{{ } }}", 1, 4, "closes nothing")]
    public void A_syntax_error_says_where(string source, int line, int column, string message)
    {
        var mistake = Assert.Throws<TemplateSyntaxException>(() => Parse(source));
        Assert.Contains(message, mistake.Message);
        Assert.Equal((line, column), (mistake.Line, mistake.Column));
    }

    [Theory]
    [InlineData("{{ nothing.name }}", "'?.'")]
    [InlineData("{{ 1 / 0 }}", "zero")]
    [InlineData("{{ tags < 1 }}", "does not work between")]
    [InlineData("{{ 'a' | math.abs }}", "must be a number")]
    [InlineData("{{ x = 'a' }}{{ for i in 1..99999999 }}{{ x = x + x }}{{ end }}", "limit")]
    public void A_failure_says_why(string source, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateRenderException>(() => Parse(source).Render(s_variables)).Message);

    [Fact]
    public void Free_variables_are_those_that_the_template_does_not_set()
    {
        var template = Parse("{{ x = name }}{{ x }}{{ for row in rows }}{{ row.id | string.append tag }}{{ for.index }}{{ end }}{{ opt ?? 1 }}{{ array.size tags }}");
        Assert.Equal(["name", "rows", "tag", "opt", "tags"], template.FreeVariables.Select(variable => variable.Name));
        Assert.Equal([false, false, false, true, false], template.FreeVariables.Select(variable => variable.IsOptional));
        Assert.All(template.FreeVariables, variable => Assert.Equal(variable.Name, template.Source.Substring(variable.Position, variable.Length)));
    }

    [Fact]
    public void Broken_templates_fail_with_a_place()
    {
        string[] pieces = ["{{", "}}", " if ", " for ", " in ", " end ", " else ", "tags", "x", " | ", "string.size", "(", ")", "[", "]", "{", "}", "..", "'a'", "1", "#", "-", "~", "\n", "?", ":", "{%{", "="];
        var random = new Random(3);
        int rendered = 0, failed = 0;
        var options = new RenderOptions { MaxSteps = 10_000, MaxOutputLength = 10_000 };
        for (var i = 0; i < 6000; i++)
        {
            var source = "{{ " + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)])) + (random.Next(2) == 0 ? " }}" : "");
            try
            {
                Parse(source).Render(s_variables, options);
                rendered++;
            }
            catch (TemplateException mistake)
            {
                failed++;
                Assert.True(mistake.Position >= 0 && mistake.Position + mistake.Length <= source.Length && mistake.Message.Length > 0, source);
            }
        }

        Assert.True(rendered > 100 && failed > 100, $"{rendered} rendered, {failed} failed");
    }

    private static void Renders(string source, string expected) => Assert.Equal(expected, Parse(source).Render(s_variables).Text);

    private static Template Parse(string source) => Template.Parse(source, new TemplateOptions { Language = PromptLanguage.Scriban });
}
