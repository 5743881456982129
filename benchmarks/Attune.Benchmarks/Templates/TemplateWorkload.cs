using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Text.Templates;

namespace Attune.Benchmarks.Templates;

/// <summary>Templates and the variables they are rendered with, the same for both sides.</summary>
internal sealed class TemplateWorkload
{
    private const string Now = "2024-11-30T23:59:01";

    private static readonly DateTime s_now = DateTime.Parse(Now, CultureInfo.InvariantCulture);

    private static readonly JsonSerializerOptions s_json = new() { Converters = { new FractionConverter() } };

    private readonly List<IReadOnlyDictionary<string, object?>> _contexts;

    private TemplateWorkload(List<(string Name, Template Template)> templates, List<IReadOnlyDictionary<string, object?>> contexts)
    {
        Templates = templates;
        _contexts = contexts;
    }

    public IReadOnlyList<(string Name, Template Template)> Templates { get; }

    public RenderOptions Options { get; } = new() { Clock = () => s_now, TrackMessages = true };

    public static TemplateWorkload Load(string shared, (string Name, string Source)[] own, string[] files)
    {
        var templates = own.Select(template => (template.Name, Template.Parse(template.Source))).ToList();
        templates.AddRange(files.Select(file => (file, Template.Parse(File.ReadAllText(Path.Combine(shared, "data", file)).ReplaceLineEndings("\n")))));
        using var given = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "golden/templates/conversations.json")));
        var contexts = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var conversation in given.RootElement.GetProperty("conversations").EnumerateObject())
        {
            var variables = new Dictionary<string, object?> { ["tools"] = null, ["documents"] = null };
            Add(variables, given.RootElement.GetProperty("special_tokens"));
            Add(variables, conversation.Value);
            variables.Remove("variants");
            variables["add_generation_prompt"] = contexts.Count % 2 == 0;
            contexts.Add(variables);
        }

        return new TemplateWorkload(templates, contexts);
    }

    public string ToJson() => JsonSerializer.Serialize(new
    {
        now = Now,
        templates = Templates.Select(template => new { source = template.Template.Source }),
        contexts = _contexts,
    }, s_json);

    /// <summary>The contexts that the template renders; counts those of which the outputs of both sides differ.</summary>
    public List<IReadOnlyDictionary<string, object?>> Renderable(int index, JsonElement? outputs, out int different)
    {
        var renderable = new List<IReadOnlyDictionary<string, object?>>();
        different = 0;
        for (var i = 0; i < _contexts.Count; i++)
        {
            var text = Render(Templates[index].Template, _contexts[i]);
            if (text is not null)
                renderable.Add(_contexts[i]);
            if (outputs is { } given && given[i].GetString() != text)
                different++;
        }

        return renderable;
    }

    private string? Render(Template template, IReadOnlyDictionary<string, object?> context)
    {
        try
        {
            return template.Render(context, Options).Text;
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    private static void Add(Dictionary<string, object?> to, JsonElement map)
    {
        foreach (var property in map.EnumerateObject())
            to[property.Name] = Plain(property.Value);
    }

    private static object? Plain(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? whole : element.GetDouble();
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Plain).ToList();
            default:
                var map = new Dictionary<string, object?>();
                Add(map, element);
                return map;
        }
    }

    // 1.0 must not become an integer on its way to Python, which prints it.
    private sealed class FractionConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            writer.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
        }
    }
}
