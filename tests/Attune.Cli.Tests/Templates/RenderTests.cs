using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Templates;

public sealed class RenderTests
{
    [Fact]
    public void Spans_cover_the_output_in_code_points()
    {
        var run = AttuneTool.Run(
            ["template", "render", "--spans"],
            """{"source":"A😀{{ messages[0].content }}{% generation %}b{% endgeneration %}{{ messages[0].role }}","context":{"messages":[{"role":"user","content":"x😀y"}]}}""");
        Assert.Equal(
            """
            {"output":"A😀x😀ybuser","spans":[{"start":0,"end":2,"literal":true},{"start":2,"end":5,"literal":false,"message":0,"part":"content"},{"start":5,"end":6,"literal":true},{"start":6,"end":10,"literal":false,"message":0,"part":"role"}],"generations":[[5,6]]}

            """,
            run.Output);
    }

    [Fact]
    public void Errors_name_their_place_and_never_stop_the_run()
    {
        var rows = AttuneTool.Run(
            ["template", "render", "--template", "nowhere.jinja"],
            """
            {"source":"{{ 1 +"}
            {"source":"one\n  {{ none.x.y }}"}
            {"source":"{{ 1 }}"

            {"source":"{{ raise_exception('not so') }}"}
            [1]
            {"source":"a","template":"b"}
            {}
            {"source":"{{ x }}","context":[1]}
            {"source":"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"}
            {"source":"ok"}
            """).Rows();
        Assert.Equal(10, rows.Count);
        string[] expected =
        [
            "source(1,7): error ATT4001: ", "source(2,6): error ATT4002: ", "stdin(3,20): error ATT3004: ", "source(1,4): error ATT4002: not so",
            "stdin(6,1): error ATT4352: ", "stdin(7,1): error ATT4352: ", "nowhere.jinja: error ATT4355: ", "stdin(9,31): error ATT4352: ", "source(1,",
        ];
        for (var i = 0; i < expected.Length; i++)
            Assert.StartsWith(expected[i], rows[i].GetProperty("error").GetString());
        Assert.Equal("ok", rows[9].GetProperty("output").GetString());
    }

    [Fact]
    public void Bytes_that_are_not_Utf8_are_an_error_of_their_row()
    {
        byte[] input = [.. "{\"source\":\"é"u8, 0xFF, .. "\"}\n{\"source\":\"é\"}\r\n"u8];
        var rows = AttuneTool.Run(["template", "render"], input).Rows();
        Assert.StartsWith("stdin(1,13): error ATT4353: The bytes FF", rows[0].GetProperty("error").GetString());
        Assert.Equal("é", rows[1].GetProperty("output").GetString());
    }

    [Fact]
    public void Output_is_Utf8_without_mark_and_with_line_feeds_only()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        var run = AttuneTool.Run(["template", "render"], [.. mark, .. "{\"source\":\"é\\r\\n\u2028{{ '\\\\ud800' }}\"}\r\n"u8]);
        Assert.Equal("{\"output\":\"é\\n\\u2028\\ud800\"}\n"u8.ToArray(), run.OutputBytes);
    }

    [Fact]
    public void A_context_file_renders_one_template()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("chat.jinja"), "{{ strftime_now('%d %b %Y %H:%M:%S') }} {{ x | tojson }}\n");
        File.WriteAllText(folder.File("context.json"), """{ "x": { "z": 1.0, "a": [1e400, 123456789012345678901234567890] } }""");
        var run = AttuneTool.Run(
            ["template", "render", "--base", folder.Path, "--template", "chat.jinja", "--context", folder.File("context.json"), "--now", "2024-11-30T23:59:01"]);
        Assert.Equal("""{"output":"30 Nov 2024 23:59:01 {\"z\": 1.0, \"a\": [Infinity, 123456789012345678901234567890]}"}""" + "\n", run.Output);
    }

    [Fact]
    public void The_template_may_come_from_standard_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("rows.jsonl"), """{"context":{"x":1}}""" + "\n" + """{"context":{"x":2}}""");
        var run = AttuneTool.Run(["template", "render", "--template", "-", "--cases", folder.File("rows.jsonl")], "<{{ x }}>");
        Assert.Equal("{\"output\":\"<1>\"}\n{\"output\":\"<2>\"}\n", run.Output);
    }

    [Fact]
    public void A_context_with_messages_is_a_conversation_as_transformers_gives_it()
    {
        var run = AttuneTool.Run(
            ["template", "render"],
            """
            {"source":"{{ tools is none }} {{ documents is none }}","context":{"messages":[]}}
            {"source":"{{ tools }}","context":{"messages":[],"tools":[1]}}
            {"source":"{{ tools is defined }}","context":{}}
            """);
        Assert.Equal("{\"output\":\"True True\"}\n{\"output\":\"[1]\"}\n{\"output\":\"False\"}\n", run.Output);
    }

    [Fact]
    public void A_conversation_can_be_continued()
    {
        var row = """{"source":"{% for m in messages %}[{{ m.content }}]{% endfor %}","continue_final_message":true,"context":{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}}""";
        Assert.Equal("{\"output\":\"[a][b\"}\n", AttuneTool.Run(["template", "render"], row).Output);
    }
}
