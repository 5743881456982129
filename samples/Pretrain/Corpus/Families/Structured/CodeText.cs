using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Structured;

/// <summary>Lines that look like programs, logs, addresses and settings: brackets close, names repeat.</summary>
internal static class CodeText
{
    private static readonly string[] s_csharp =
    [
        "public int {identifier#1.pascal} \\{ get; set; \\}", "public string {identifier#2.pascal} \\{ get; \\}", "var {identifier#1} = {identifier#2}.{identifier#3.pascal};", "if ({identifier#1} > {number99})\n    return {identifier#2};", "foreach (var {identifier#3} in {identifier#2.pl})\n    {identifier#1} += {identifier#3};",
        "int {identifier#1} = {number};", "string {identifier#2} = \"{techNoun}\";", "private readonly List<{typeName#1}> _{identifier#1.pl} = \\[\\];", "public sealed record {typeName#1}(string {identifier#1.pascal}, int {identifier#2.pascal});",
        "for (int i = 0; i < {identifier#1}.Length; i++)\n    {identifier#2}\\[i\\] = {identifier#1}\\[i\\] * {number9};", "return {identifier#1} == null ? {number9} : {identifier#1}.{identifier#2.pascal};", "throw new ArgumentException(\"{errorText.cap}.\", nameof({identifier#1}));", "// {techNoun.cap} of the {typeName#1.low}, in milliseconds.",
        "Console.WriteLine($\"{identifier#1}: \\{{identifier#1}\\}\");", "while ({identifier#2} < {identifier#1})\n    {identifier#2}++;", "public async Task<{typeName#1}> {verbTech.pascal}Async({typeName#2} {typeName#2.low})\n\\{\n    return await _{identifier#1}.{verbTech.pascal}Async({typeName#2.low});\n\\}",
    ];

    private static readonly string[] s_sql =
    [
        "SELECT {identifier#1.snake}, {identifier#2.snake} FROM {tableName#1} WHERE {identifier#1.snake} > {number};", "SELECT count(*) FROM {tableName#1} WHERE {identifier#2.snake} = '{city}';", "SELECT {identifier#1.snake}, avg({identifier#2.snake}) FROM {tableName#1} GROUP BY {identifier#1.snake};",
        "UPDATE {tableName#1} SET {identifier#1.snake} = '{status}' WHERE id = {number};", "DELETE FROM {tableName#1} WHERE {identifier#2.snake} < '{isoDate}';", "INSERT INTO {tableName#1} ({identifier#1.snake}, {identifier#2.snake}) VALUES ('{person}', {number});",
        "SELECT * FROM {tableName#1} ORDER BY {identifier#1.snake} DESC LIMIT {number99};", "SELECT a.{identifier#1.snake}, b.{identifier#2.snake} FROM {tableName#1} a JOIN {tableName#2} b ON a.id = b.{tableName#1}_id;", "CREATE TABLE {tableName#1} (id INTEGER PRIMARY KEY, {identifier#1.snake} TEXT, {identifier#2.snake} REAL);",
    ];

    private static readonly string[] s_logs =
    [
        "{isoDate#1} {clock} INFO {service#1} {httpVerb} {path} {httpCode} {number999}ms", "{isoDate#1} {clock} {level.up} {service#1} {errorText}", "{ip} - - \\[{isoDate#1} {clock}\\] \"{httpVerb} {path} HTTP/1.1\" {httpCode} {number}", "{clock} {machine#1} {service#1}\\[{number}\\]: {verbTech.ing} {techNoun} {code}",
        "level={level} service={service#1} took_ms={number999} msg=\"{errorText}\"", "WARN {isoDate#1}T{clock}:00Z {service#1} retry {number9} of {number9} after {number999} ms", "{machine#1} cpu={percent}% mem={number}mb disk={percent}%", "trace={hex} span={hex} parent={hex} name={verbTech}-{service#1}",
        "\\{\"time\":\"{isoDate#1}T{clock}:00Z\",\"level\":\"{level}\",\"service\":\"{service#1}\",\"elapsed_ms\":{number999}\\}",
    ];

    private static readonly string[] s_web =
    [
        "https://{service#1}.example.com{path}", "https://www.{merchant#1.dash}.example{path}?{identifier.snake}={number}&{identifier.snake}={techNoun.dash}", "{httpVerb} /v{number9}/{tableName}/{number} HTTP/1.1", "Host: {service#1}.{environment}.example.org", "Content-Type: application/json", "Accept-Language: en",
        "Authorization: Bearer {hex}{hex}", "{first.low}.{surname.low}@{merchant#1.dash}.example", "HTTP/1.1 {httpCode} {errorText.cap}", "curl -X {httpVerb} https://{service#1}.example.com/{tableName}/{number}", "ping {ip}", "git commit -m \"{verbTech.cap} the {techNoun}\"", "cd /{techNoun.dash}/{service#1} && ls -la {identifier}.{fileExtension}",
    ];

    private static readonly string[] s_settings =
    [
        "{identifier.snake}: {number}", "{identifier.snake}: \"{techNoun}\"", "{identifier}_enabled: [true|false]", "\\[{service}\\]", "{identifier.snake} = {number}", "{identifier.snake} = \"{machine}\"", "# {techNoun} of the {service} service", "{service}:\n  {identifier.snake}: {number}\n  {identifier.snake}: {environment}",
        "export {identifier.snake.up}={number}", "\"{identifier}\": {number},", "\"{identifier}\": \"{status}\",", "\"{identifier.pl}\": \\[\"{techNoun.snake}\", \"{techNoun.snake}\"\\],",
    ];

    private static readonly string[] s_markdown =
    [
        "# {techNoun.cap} of the {software}", "## {verbTech.ing.cap} {techNoun.pl}", "- **{techNoun}**: {degree} {judgement}", "- `{identifier.snake}`: the {techNoun} in {unit.pl}", "| {identifier} | {identifier} |\n|---|---|\n| {number} | {status} |\n| {number} | {status} |", "See [the {document}](docs/{techNoun.dash}.md)".Replace("[", "\\[").Replace("]", "\\]"),
        "1. {verbTech.cap} the {techNoun}.", "> {tech}", "```\n{verbTech} --{identifier} {number} {identifier}.{fileExtension}\n```", "{tech}",
    ];

    public static CorpusDocument Write(Page page)
    {
        string[] kind = page.Draw.Pick(new[] { s_csharp, s_sql, s_logs, s_logs, s_web, s_settings, s_markdown });
        int lines = page.Draw.Between(3, 10);
        return Documents.Plain(string.Join('\n', Enumerable.Range(0, lines).Select(_ => page.Fill(kind))));
    }
}
