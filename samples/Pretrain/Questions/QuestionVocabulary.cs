namespace Attune.Pretrain.Questions;

/// <summary>
/// The words of the question grammar and the conventions they carry: every phrase names or implies exactly one column,
/// one calculation or one filter.
/// </summary>
internal static class QuestionVocabulary
{
    /// <summary>A number that requests have: its column, its names, and the adjective for much of it.</summary>
    internal sealed record Measure(string Column, string[] Names, string Most);

    /// <summary>Something requests can be split by: its column, singular and plural.</summary>
    internal sealed record Dimension(string Column, string One, string Many);

    /// <summary>A filter in words, after the noun ("in checkout") or instead of it ("failed requests").</summary>
    internal sealed record Condition(string Words, Filter Filter);

    public static readonly Measure[] Measures =
    [
        new("duration_ms", ["latency", "response time", "duration", "request time"], "slowest"),
        new("db_ms", ["database time", "db time", "time spent in the database"], "most database-heavy"),
        new("response_bytes", ["response size", "payload size", "bytes sent"], "largest"),
        new("retries", ["retries", "retry count"], "most retried"),
    ];

    public static readonly Dimension[] Dimensions =
    [
        new("service", "service", "services"),
        new("endpoint", "endpoint", "endpoints"),
        new("method", "method", "methods"),
        new("region", "region", "regions"),
        new("customer", "customer", "customers"),
        new("version", "version", "versions"),
        new("status_code", "status code", "status codes"),
    ];

    public static readonly (Calculation Calculation, string[] Names)[] Aggregates =
    [
        (Calculation.AVG, ["average", "mean", "typical"]),
        (Calculation.P95, ["p95", "95th percentile"]),
        (Calculation.P99, ["p99", "99th percentile"]),
        (Calculation.MAX, ["maximum", "highest", "worst", "peak"]),
        (Calculation.SUM, ["total", "sum of", "summed"]),
    ];

    /// <summary>A noun phrase for the requests that are counted or measured, with the filter it implies.</summary>
    public static readonly Condition[] Subjects =
    [
        .. Each(["errors", "failed requests", "failures", "server errors"], "status_code", FilterOperator.AtLeast, "500"),
        .. Each(["successful requests"], "status_code", FilterOperator.LessThan, "400"),
        .. Each(["not found responses", "404s"], "status_code", FilterOperator.Equal, "404"),
        .. Each(["rate limited requests", "429s"], "status_code", FilterOperator.Equal, "429"),
        .. Each(["timeouts", "504s"], "status_code", FilterOperator.Equal, "504"),
        .. Each(["unauthorized requests", "401s"], "status_code", FilterOperator.Equal, "401"),
        .. Each(["slow requests"], "duration_ms", FilterOperator.GreaterThan, "1000"),
        .. new[] { "GET", "POST", "PUT", "DELETE" }.Select(method => new Condition($"{method} requests", Is("method", method))),
    ];

    /// <summary>Conditions that follow the noun.</summary>
    public static readonly Condition[] Conditions =
    [
        .. new[] { "checkout", "search", "payments", "auth", "inventory", "shipping", "billing", "profile" }.SelectMany(Service),
        .. new[] { "us-east", "us-west", "eu-west", "eu-north", "ap-south" }.SelectMany(Region),
        .. new[] { "bluefin", "kestrel", "ironwood", "solara", "marlow" }.SelectMany(Customer),
        .. new[] { "/login", "/orders", "/cart", "/users", "/refunds", "/export" }.SelectMany(Endpoint),
        .. new[] { "1.8", "2.0", "2.1", "2.4" }.SelectMany(Version),
        .. new[] { "200", "302", "400", "403", "500", "503" }.SelectMany(Status),
        .. new[] { "admin", "internal", "webhook", "batch" }.SelectMany(PathPart),
        .. new[] { "100", "200", "250", "500", "750", "2000" }.SelectMany(Duration),
        .. new[] { "1", "2", "3", "5" }.SelectMany(Seconds),
        .. new[] { "50", "100", "300" }.SelectMany(Database),
        .. new[] { "2", "3", "5" }.SelectMany(Retries),
    ];

    private static Filter Is(string column, string value) => new(column, FilterOperator.Equal, value);

    private static IEnumerable<Condition> Each(string[] words, string column, FilterOperator op, string value) =>
        words.Select(phrase => new Condition(phrase, new Filter(column, op, value)));

    private static IEnumerable<Condition> Service(string name) =>
    [
        .. Each([$"in {name}", $"in the {name} service", $"for the {name} service", $"from {name}"], "service", FilterOperator.Equal, name),
        .. Each([$"outside the {name} service", $"not from {name}"], "service", FilterOperator.NotEqual, name),
    ];

    private static IEnumerable<Condition> Region(string name) =>
    [
        .. Each([$"in {name}", $"in the {name} region", $"served from {name}"], "region", FilterOperator.Equal, name),
        .. Each([$"outside {name}", $"in every region except {name}"], "region", FilterOperator.NotEqual, name),
    ];

    private static IEnumerable<Condition> Customer(string name) =>
    [
        .. Each([$"for customer {name}", $"for {name}", $"made by {name}"], "customer", FilterOperator.Equal, name),
        .. Each([$"for everyone but {name}", $"excluding customer {name}"], "customer", FilterOperator.NotEqual, name),
    ];

    private static IEnumerable<Condition> Endpoint(string path) =>
        Each([$"on {path}", $"to {path}", $"for the {path} endpoint"], "endpoint", FilterOperator.Equal, path);

    private static IEnumerable<Condition> Version(string name) =>
        Each([$"on version {name}", $"running version {name}", $"in release {name}"], "version", FilterOperator.Equal, name);

    private static IEnumerable<Condition> Status(string code) =>
        Each([$"with status {code}", $"that returned {code}"], "status_code", FilterOperator.Equal, code);

    private static IEnumerable<Condition> PathPart(string part) =>
        Each([$"with {part} in the path", $"on endpoints containing {part}"], "endpoint", FilterOperator.Contains, part);

    private static IEnumerable<Condition> Duration(string limit) =>
    [
        .. Each([$"slower than {limit} ms", $"that took over {limit} ms"], "duration_ms", FilterOperator.GreaterThan, limit),
        .. Each([$"that took at least {limit} ms"], "duration_ms", FilterOperator.AtLeast, limit),
        .. Each([$"faster than {limit} ms", $"that took under {limit} ms"], "duration_ms", FilterOperator.LessThan, limit),
    ];

    private static IEnumerable<Condition> Seconds(string limit)
    {
        string unit = limit == "1" ? "second" : "seconds";
        return Each([$"slower than {limit} {unit}", $"that took over {limit} {unit}"], "duration_ms", FilterOperator.GreaterThan, limit + "000");
    }

    private static IEnumerable<Condition> Database(string limit) =>
        Each([$"with over {limit} ms in the database", $"that spent more than {limit} ms in the database"], "db_ms", FilterOperator.GreaterThan, limit);

    private static IEnumerable<Condition> Retries(string limit) =>
    [
        .. Each([$"with more than {limit} retries", $"with over {limit} retries"], "retries", FilterOperator.GreaterThan, limit),
        .. Each([$"with at least {limit} retries", $"with {limit} or more retries"], "retries", FilterOperator.AtLeast, limit),
    ];
}
