using System.Buffers.Binary;
using System.Text;

namespace Attune.Sdk.Tests.Support;

/// <summary>A way to spoil a good project, and what the program must say of it: an id, a place and a remedy.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Spoil">Spoils the project.</param>
/// <param name="Expected">Texts that the output holds; <c>{folder}</c> is the project's folder.</param>
internal sealed record BadInput(string Name, Action<TuningProject> Spoil, params string[] Expected)
{
    public override string ToString() => Name;

    public static readonly BadInput[] All =
    [
        new("data file missing", project => File.Delete(project.DataFile), "{folder}/data/rows.jsonl: error ATT3001", "Create it, or correct the path"),
        new("data file is a folder", project => { File.Delete(project.DataFile); Directory.CreateDirectory(project.DataFile); }, "{folder}/data/rows.jsonl: error ATT3001"),
        new("half a line", project => Line(project, 7, """{"text": "half"""), "rows.jsonl(7,", "error ATT3004"),
        new("wrong type", project => Line(project, 7, """{"text": 5, "colour": "red"}"""), "rows.jsonl(7,10): error ATT3011", "Expected a string"),
        new("missing field", project => Line(project, 7, """{"text": "a thing"}"""), "rows.jsonl(7,1): error ATT3010", "'colour'"),
        new("empty answer", project => Line(project, 7, """{"text": "a thing", "colour": ""}"""), "rows.jsonl(7,", "error ATT3050"),
        new("row over the context", project => Line(project, 7, $$"""{"text": "{{new string('x', 4000)}}", "colour": "red"}"""), "rows.jsonl(7,", "error ATT3054", "the context holds 128"),
        new("row twice", project => Line(project, 8, TuningProject.Rows()[6]), "rows.jsonl(8,", "error ATT3055", "rows.jsonl(7"),
        new("no rows", project => File.WriteAllText(project.DataFile, ""), "rows.jsonl(1,1): error ATT3002"),
        new("not UTF-8", project => File.AppendAllText(project.DataFile, "{\"text\": \"caf\u00e9\", \"colour\": \"red\"}\n", Encoding.Latin1), "rows.jsonl(41,14): error ATT3003"),
        new("no base folder", project => Directory.Delete(project.PathOf("base"), recursive: true), "Recipe.cs(", "error ATT4305"),
        new("no weights", project => File.Delete(project.PathOf("base/model.safetensors")), "{folder}/base: error ATT4102", "model.safetensors"),
        new("weights cut short", Truncate, "base/model.safetensors: error ATT4101", "the file is cut"),
        new("weights of another shape", project => Replace(project, "base/config.json", "\"hidden_size\": 32", "\"hidden_size\": 48"), "error ATT41"),
        new("configuration is no JSON", project => project.Write("base/config.json", "{\"a\":"), "base/config.json(1,", "error ATT4103"),
        new("unknown architecture", project => Replace(project, "base/config.json", "LlamaForCausalLM", "ParrotForCausalLM"), "base/config.json", "error ATT4104", "LlamaForCausalLM"),
        new("no tokenizer", project => File.Delete(project.PathOf("base/tokenizer.json")), "{folder}/base: error ATT4102", "tokenizer.json"),
        new("no chat template", project => File.Delete(project.PathOf("base/chat_template.jinja")), "Recipe.cs(", "error ATT4317"),
        new("chat template with a typo", project => Replace(project, "base/chat_template.jinja", "endfor", "endfro"), "base/chat_template.jinja(", "error ATT4001"),
        new("chat template refuses the row", project => project.Write("base/chat_template.jinja", "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"), "rows.jsonl(", "error ATT3028", "no system role"),
        new("a weight is not a number", PoisonWeight, "error ATT4203", "rows.jsonl("),
        new("no place for the artifact", project => project.Write(".attune", "a file where a folder must be"), "{folder}/.attune", "error ATT4110"),
        new("lock file is no JSON", project => project.Write("attune.lock.json", "{"), "attune.lock.json(", "error ATT4302"),
    ];

    private static void Line(TuningProject project, int line, string text)
    {
        var rows = TuningProject.Rows();
        rows[line - 1] = text;
        project.WriteRows(rows);
    }

    private static void Replace(TuningProject project, string file, string old, string by)
    {
        var text = File.ReadAllText(project.PathOf(file));
        Assert.Contains(old, text);
        project.Write(file, text.Replace(old, by, StringComparison.Ordinal));
    }

    private static void Truncate(TuningProject project)
    {
        using var file = File.OpenWrite(project.PathOf("base/model.safetensors"));
        file.SetLength(file.Length / 2);
    }

    /// <summary>All of the last tensor's first bytes: the loss of the first step sees it.</summary>
    private static void PoisonWeight(TuningProject project)
    {
        var path = project.PathOf("base/model.safetensors");
        var bytes = File.ReadAllBytes(path);
        var start = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        for (var at = start; at + 4 <= bytes.Length; at += 4)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), float.NaN);
        File.WriteAllBytes(path, bytes);
    }
}
