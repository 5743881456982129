using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Text.Datasets;
using Attune.Text.Templates;

namespace Attune.Cli.Templates;

/// <summary><c>attune template render</c>: rows of template and context to rows of text.</summary>
internal sealed class RenderCommand(Streams streams)
{
    private const string Description = """
        Renders templates as Hugging Face transformers renders chat templates: Jinja2 in the immutable sandbox, trim_blocks,
        lstrip_blocks, loop controls, {% generation %}, tojson without HTML escapes, strftime_now, raise_exception.

        A row is {"template": path, "context": {...}}, or {"source": "{{ text }}", "context": {...}} with the template itself.
        Both may be left out where --template is given. The context is what the template sees; one with "messages" is a
        conversation, in which "tools" and "documents" are null where it does not have them, as in apply_chat_template.
        More fields of a row:
          "continue_final_message": true   stop at the end of the last message's text
          "options": {"trim_blocks": true, "lstrip_blocks": true, "keep_trailing_newline": true}
                                           Jinja's own white space rules; what is not named is off
        All other fields are ignored. The answer is {"output": text}, or {"error": "file(line,column): error ATT4002: ..."}.

        With --spans the answer has "spans", which cover the output: start and end, "literal": true for the template's own
        characters, else the index of the "message" and its "part" (content, reasoning, tool_call, tool_call_name,
        tool_call_arguments, tool_result, role, name, other); tool_definition and variable belong to no message; "item"
        counts tool calls, tool definitions and content parts. "generations" are the ranges of {% generation %} blocks.
        Positions are Unicode code points, as Python counts them.

        Exit code 0 when every row was answered, error rows included.
        Example: attune template render --base templates --cases rows.jsonl --now 2024-11-30T23:59:01
        """;

    private readonly Option<string?> _template = new("--template", "-t") { Description = "The template for rows that name none; - reads it from standard input.", HelpName = "file" };
    private readonly Option<string?> _context = new("--context", "-c") { Description = "Renders --template once, with the JSON object in this file; - is standard input.", HelpName = "file.json" };
    private readonly Option<string?> _cases = new("--cases") { Description = "Rows to render; - or nothing is standard input.", HelpName = "rows.jsonl" };
    private readonly Option<bool> _spans = new("--spans") { Description = "Says where every range of the output came from." };
    private readonly Option<string> _base = new("--base") { Description = "The folder that paths of templates count from. Default: the current one.", HelpName = "folder", DefaultValueFactory = _ => "" };
    private readonly Option<DateTime?> _now = new("--now") { Description = "The time that strftime_now sees, such as 2024-11-30T23:59:01. Default: the clock.", HelpName = "time", CustomParser = ParseTime };

    public Command Create()
    {
        var command = new Command("render", Description) { _template, _context, _cases, _spans, _base, _now };
        command.Validators.Add(Validate);
        command.SetAction(Run);
        return command;
    }

    private static DateTime? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            return time;
        result.AddError($"'{text}' is not a time; write --now 2024-11-30T23:59:01.");
        return null;
    }

    private void Validate(CommandResult result)
    {
        var (template, context, cases) = (result.GetResult(_template), result.GetResult(_context), result.GetResult(_cases));
        if (context is not null && template is null)
            result.AddError("--context needs --template.");
        if (context is not null && cases is not null)
            result.AddError("Give --context or --cases, not both.");
        var readers = new[] { template, context, cases }.Count(option => option?.Tokens is [{ Value: Streams.StandardInput }]);
        if (readers > 1 || (readers == 1 && template?.Tokens is [{ Value: Streams.StandardInput }] && context is null && cases is null))
            result.AddError("Only one of template, context and rows can come from standard input.");
    }

    private int Run(ParseResult arguments)
    {
        var cache = new TemplateCache(arguments.GetValue(_base)!, streams.OpenInput);
        var renderer = new RowRenderer(cache, arguments.GetValue(_template), Options(arguments), arguments.GetValue(_spans));
        if (arguments.GetValue(_context) is { } file)
        {
            var text = InputText.Read(file, streams.OpenInput);
            RowRun.Single(file, streams, json => renderer.RenderContext(DataValue.Parse(text, file), json));
        }
        else
        {
            RowRun.Run(arguments.GetValue(_cases), streams, renderer.RenderRow);
        }

        return 0;
    }

    private RenderOptions Options(ParseResult arguments)
    {
        var now = arguments.GetValue(_now);
        return new RenderOptions
        {
            Clock = now is { } fixedTime ? () => fixedTime : () => streams.Time.GetLocalNow().DateTime,
            TrackMessages = arguments.GetValue(_spans),
        };
    }
}
