using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Templates;

/// <summary>Whole suites through the tool: what the reference implementations print is what it answers.</summary>
public sealed class RenderSuiteTests
{
    private static string[] Arguments(string now) => ["template", "render", "--base", SharedData.Path("data"), "--now", now];

    [SharedFact("golden/templates")]
    public void Real_chat_templates_as_transformers_renders_them()
    {
        var given = Suite.Read("golden/templates/conversations.json");
        var suite = new Suite();
        foreach (var row in Suite.ReadLines("golden/templates/cases.jsonl"))
            suite.Add($"{row["template"]} {row["conversation"]}", RowOf(row, given), (string?)row["output"]);
        suite.Check(Arguments((string)given["strftime_now"]!), answer => answer.GetProperty("output").GetString()!, 4950);
    }

    [SharedFact("data/tpl-goldens-jinja2")]
    public void Real_chat_templates_as_Jinja2_renders_them()
    {
        var contexts = Suite.Read("data/tpl-goldens-jinja2/contexts.json");
        var suite = new Suite();
        foreach (var row in Suite.ReadLines("data/tpl-goldens-jinja2/goldens.jsonl"))
        {
            var asked = new JsonObject { ["template"] = row["template"]!.DeepClone(), ["context"] = contexts[(string)row["context"]!]!.DeepClone() };
            suite.Add($"{row["template"]} {row["context"]}", asked, (string?)row["expected"]);
        }

        suite.Check(Arguments("2025-07-10T12:00:00"), answer => answer.GetProperty("output").GetString()!, 720);
    }

    [SharedTheory("data/tpl-jinja-cases")]
    // The known differences are those of the engine's own tests, with the same reasons: these rows ran outside of the
    // sandbox (append, pop), or print an address in Python's memory.
    [InlineData("data/tpl-jinja-cases/llamacpp_test_jinja.json", "template", "context", "expected", 145, 119, 120, 121)]
    [InlineData("data/tpl-jinja-cases/llamacpp_malformed.json", "template", "context", "expected", 127)]
    [InlineData("data/tpl-jinja-cases/minja_test_syntax.json", "template", "context", "expected", 95, 62, 63, 65, 74, 86, 89, 90)]
    [InlineData("data/tpl-hfjs-jinja/templates_unit.json", "template", "context", "expected", 161)]
    [InlineData("data/tpl-hfjs-jinja/e2e_chat_templates.json", "chat_template", "data", "target", 53)]
    public void Small_templates(string file, string source, string context, string expected, int passed, params int[] knownDifferences)
    {
        var suite = new Suite();
        foreach (var row in Suite.Read(file).AsArray())
        {
            var asked = new JsonObject { ["source"] = row![source]!.DeepClone() };
            if (row[context] is JsonObject variables)
                asked["context"] = variables.DeepClone();
            if (row["options"] is JsonObject options)
                asked["options"] = options.DeepClone();
            suite.Add(row[source]!.ToJsonString(), asked, Truth(row, expected));
        }

        suite.Check(Arguments("2025-07-10T12:00:00"), answer => answer.GetProperty("output").GetString()!, passed, knownDifferences);
    }

    [SharedFact("data/tpl-hfjs-jinja")]
    public void White_space_options()
    {
        var suite = new Suite();
        foreach (var row in Suite.Read("data/tpl-hfjs-jinja/whitespace_options.json").AsArray())
        {
            // The rows have no such option; Jinja2 kept the last line end there.
            var options = row!["options"]!.DeepClone().AsObject();
            options["keep_trailing_newline"] = true;
            var asked = new JsonObject { ["source"] = row["template"]!.DeepClone(), ["context"] = row["data"]!.DeepClone(), ["options"] = options };
            suite.Add(row["template"]!.ToJsonString(), asked, Truth(row, "target"));
        }

        suite.Check(Arguments("2025-07-10T12:00:00"), answer => answer.GetProperty("output").GetString()!, 16);
    }

    /// <summary>Jinja2's own output: "same" says that it is what the row expects, else it is given; null where Jinja2 fails.</summary>
    private static string? Truth(JsonNode row, string expected) =>
        row["jinja2_3_1_6"] is JsonObject own ? (string?)own["output"] : (string?)row[expected];

    /// <summary>What apply_chat_template is given; that tools and documents are None where there are none is left to the tool.</summary>
    private static JsonObject RowOf(JsonObject row, JsonNode given)
    {
        var context = new JsonObject();
        if ((bool?)row["special_tokens"] != false)
            AddAll(context, given["special_tokens"]!.AsObject());
        if (row["conversation"] is { } name)
            AddAll(context, given["conversations"]![(string)name!]!.AsObject());
        context.Remove("variants");
        context["add_generation_prompt"] = (bool?)row["add_generation_prompt"] == true;
        if (row["kwargs"] is JsonObject more)
            AddAll(context, more);
        var asked = new JsonObject { ["template"] = row["template"]!.DeepClone(), ["context"] = context };
        if (row["continue_final_message"] is { } continues)
            asked["continue_final_message"] = continues.DeepClone();
        return asked;
    }

    private static void AddAll(JsonObject to, JsonObject from)
    {
        foreach (var (name, value) in from)
            to[name] = value?.DeepClone();
    }
}
