using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Emission;

/// <summary>What is generated compiles without errors and warnings, whatever the user's types look like.</summary>
public sealed class GeneratedCodeTests
{
    [Theory]
    [InlineData(Samples.Question)]
    [InlineData("namespace A.B.@namespace { " + Samples.Question + " }")]
    [InlineData("public static partial class Outer { internal partial record struct Middle { " + Samples.Question + " } }")]
    public void The_sample_compiles_in_every_scope(string source) => RoslynTest.GenerateCleanly(source);

    [Theory]
    [InlineData("sbyte")]
    [InlineData("byte?")]
    [InlineData("ushort")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong?")]
    [InlineData("float")]
    [InlineData("decimal?")]
    [InlineData("bool?")]
    [InlineData("DayOfWeek?")]
    [InlineData("Guid")]
    [InlineData("DateOnly?")]
    [InlineData("TimeSpan")]
    [InlineData("DateTime")]
    [InlineData("DateTimeOffset?")]
    [InlineData("string?[]?")]
    [InlineData("int?[][]")]
    [InlineData("IReadOnlyList<Dictionary<string, List<DateTime?>>>")]
    [InlineData("IEnumerable<Tree>?")]
    [InlineData("ImmutableArray<ImmutableArray<Point>>")]
    [InlineData("IReadOnlyDictionary<string, Point?>")]
    [InlineData("Tree")]
    [InlineData("Point?")]
    [InlineData("Pair<int, Pair<string?, Tree>>")]
    public void Every_type_compiles_as_field_completion_and_parameter(string type) => RoslynTest.GenerateCleanly($$$"""
        public sealed record Tree(string Name, Tree? Left, List<Tree>? Children);
        public readonly record struct Point(int X, int Y);
        public sealed record Pair<TA, TB>(TA First, TB Second);

        [Dataset("a.jsonl")] public partial record Row({{{type}}} Field, [property: Completion] {{{type}}} Answer);
        [Prompt<Row>(User = "{{ field }}")] public static partial class Ask;
        [Recipe<Row>(Base = "attune/tiny", Prompt = typeof(Ask))] public static partial class Model;
        """);

    [Theory]
    [InlineData("""[Dataset("a.csv")] partial class Row { public required string Text { get; init; } public int Count { get; set; } = 3; public List<int> Tags { get; init; } = []; [Completion] public string? Label { get; init; } }""")]
    [InlineData("""[Dataset("a.csv")] partial struct Row { public Row(string text, int @class = 7) { Text = text; Class = @class; } public string Text { get; } [Completion] public int Class { get; } }""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(DayOfWeek Day = (DayOfWeek)(-1), string A = "\"\n", char? B = null, double C = 1e-5, float D = float.NaN, decimal E = 1.5m, [property: Completion] bool F = true);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row(string @event, string value, string writer, string row, [property: Completion] string @namespace); [Prompt<Row>(User = "{{ event }}{{ value }}{{ row }}{{ writer }}")] static partial class P;""")]
    [InlineData("""[Dataset("a.csv")] partial record Row([property: System.Text.Json.Serialization.JsonPropertyName("the \"answer\"")] [property: Completion] string A);""")]
    [InlineData("""public record RowReading(string A); public record DataValue(RowReading B); public enum RecordShape { A, B } [Dataset("a.csv")] public partial record Dictionary(DataValue Utf8JsonWriter, List<RowReading> RowWriting, [property: Completion] RecordShape RecordShapes);""")]
    [InlineData("""public enum Twice { A = 1, B = 1, C } [Dataset("a.csv")] partial record Row([property: Completion] Twice A);""")]
    [InlineData("""public record Base(string A) { public string B { get; init; } = "b"; } [Dataset("a.csv")] public partial record Row(string A, [property: Completion] string C) : Base(A);""")]
    [InlineData("""#nullable disable""" + "\n" + """[Dataset("a.csv")] partial record Row(string Text, string[] More, [property: Completion] string Label);""")]
    [InlineData("""[Dataset("a.csv")] partial record Row([property: Completion] string A); [Dataset("b.csv")] partial record Other(Row Inner, [property: Completion] string A);""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny"), Lora(Rank = 2)] [AddedTokens("<|a|>", "\"", Special = true)] [AddedTokens(["<|b|>"], From = "b", Seed = 3)] [TrainedTokens("<|im_end|>")] public static partial class Model { [Assertion] static void A(Row row, Completion answer) => answer.Should().NotBe("x"); }""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny")] [Sgd(Momentum = 0.9, Nesterov = true), OneCycle(Rise = 0.25, IsLinear = true)] [ParameterGroup("\\.bias$", WeightDecay = 0.1, LearningRateFactor = 2), ParameterGroup("embed", FirstEpoch = 1), LayerwiseRates(Unfreezing = true)] public static partial class Model;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny")] [WarmupStableDecay(DecayShape = Attune.Training.RampShape.Linear), Muon] public static partial class Model;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny"), Lora(Layers = [0, 1], Biases = Attune.Models.TrainedBiases.All, RankPattern = ["v_proj=2"], WeightDecomposed = true)] public static partial class Model;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny"), Bottleneck(Places = BottleneckPlaces.Houlsby)] public static partial class Model;""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages)] public partial record Row; [Recipe<Row>(Base = "attune/tiny"), PromptTuning(InitialText = "a \"b\"")] public static partial class Model;""")]
    [InlineData("""public partial class X { [Dataset("a.csv")] public partial record Row([property: Completion] string A); } public partial class Y { [Dataset("a.csv")] public partial record Row([property: Completion] string A); }""")]
    [InlineData("""[Dataset("a.jsonl", Shape = DatasetShape.Messages, Roles = new[] { "Kunde=user" })] public partial record Row; [Recipe<Row>(Base = "attune/tiny")] public static partial class Model { [Assertion] static void A(Row row, Completion answer) => answer.Should().NotBe(row.Conversation.Messages[0].Content!); }""")]
    [InlineData("""[Dataset("a.csv", Shape = DatasetShape.Detect, Columns = new[] { "prompt", "completion" }, Separator = ';', Quotes = false, Encoding = DatasetEncoding.Latin1, Format = DatasetFormat.Csv)] partial class Row; [Recipe<Row>(Base = "attune/tiny")] static partial class Model;""")]
    [InlineData("""partial class Outer { [Dataset("a.jsonl", Shape = DatasetShape.Alpaca)] internal partial record struct Row; }""")]
    public void Every_way_to_declare_a_row_compiles(string source) => RoslynTest.GenerateCleanly(source);

    [Theory]
    [InlineData("[Tool] public static void F(sbyte a, ulong? b, decimal c, Guid d, TimeSpan e, DateTimeOffset f, DayOfWeek g, string?[]? h, Dictionary<string, int[]> i, params object?[] j) { }")]
    [InlineData("[Tool] string F(string @class = \"\\\"\\n\", CancellationToken stop = default) => @class;")]
    [InlineData("[Tool] static int F() => 1; [Tool(Name = \"g \\\"x\\\"\")] internal static int F(int a) => a;")]
    [InlineData("[Tool] static T F<T>(T a) => a;")]
    [InlineData("[Tool] static void F(ref int a, System.IO.Stream b, Action c) { }")]
    [InlineData("public record R(R? Left, List<R> More); [Tool] static void F(R a, R? b) { }")]
    [InlineData("/// <summary>Half <b typed\n[Tool] static void F() { }")]
    public void Every_method_compiles_as_a_tool(string members) => RoslynTest.GenerateCleanly($$"""
        using System.Threading;
        namespace A.B { public partial class Outer { internal partial class Inner { {{members}} } } }
        """);

    [Fact]
    public void Members_are_only_as_public_as_the_types_they_mention() => RoslynTest.GenerateCleanly("""
        [Dataset("a.csv")] internal partial record Row(string Text, [property: Completion] string Label);
        [Prompt<Row>(User = "{{ text }}")] public static partial class Ask;
        [ChatTemplate("{{ messages[0].content }}", StopToken = "<|end|>")] public static partial class Template;
        [Recipe<Row>(Base = "attune/tiny", Prompt = typeof(Ask), ChatTemplate = typeof(Template), Schedule = LearningRateSchedule.Linear)]
        [Lora(Targets = ["q_proj", "v_proj"], Alpha = 32)]
        public partial class Model;
        """);

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var odd = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "~";
            odd.NumberFormat.NumberDecimalSeparator = ",";
            System.Globalization.CultureInfo.CurrentCulture = odd;
            var code = RoslynTest.Generated("""[Dataset("a.csv", TestFraction = 0.25, Seed = -7)] partial record Row([property: Completion] int A = -1);""", ".Dataset.g.cs");
            Assert.Contains("TestFraction = 0.25d,", code, StringComparison.Ordinal);
            Assert.Contains("Seed = -7,", code, StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Two_recipes_are_listed_by_name()
    {
        var source = Samples.TicketPrompt + """
            [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class B;
            [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class A;
            """;
        var code = RoslynTest.Generated(source, "AttuneRecipes.g.cs");
        Assert.True(code.IndexOf("global::A.Recipe,", StringComparison.Ordinal) is var a && a > 0 && a < code.IndexOf("global::B.Recipe,", StringComparison.Ordinal));
    }
}
