using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Attune.Generators.Tests.Testing;
using Attune.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Emission;

/// <summary>An editor shows generators and analyzers every state between two correct programs; nothing may throw.</summary>
public sealed class HalfTypedCodeTests
{
    private const int Seed = 20_260_101;

    /// <summary>Many states are files of one compilation, each in its own namespace; a failing one is then found alone.</summary>
    private const int StatesPerCompilation = 64;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new RuleAnalyzer()];

    private static readonly TestOptions Options = Bases.Tiny(
        "{{ bos_token }}{{ bos_token }}{% for m in messages %}<|x|>{{ m.role }}{% if loop.last %}{{ m.content }}{% endif %}{% endfor %}", Bases.BeginningTokenizer)
        .WithFiles(RoslynTest.ProjectFolder + "/data/questions.jsonl");

    /// <summary>Every attribute with every argument, and a diagnostic of many rules.</summary>
    private const string EveryAttribute = """"
        [Dataset("data/orders.jsonl", TestPath = "data/test.csv", TestFraction = 0.25, Seed = 7)]
        public sealed partial record Order(
            [property: System.Text.Json.Serialization.JsonPropertyName("the_text")] string Text, Customer? Customer, Line[] Lines, Dictionary<string, Line>? ByName,
            [property: Completion(Labels = ["A", "b"], LabelsFile = "labels.txt")] Kind Label) { [System.Text.Json.Serialization.JsonIgnore] public int Ignored { get; init; } = 1; }
        public sealed record Customer(string Name, string[] Items, DateOnly Day = default);

        [Dataset("data/chats.csv", Shape = DatasetShape.Messages, Roles = ["human=user"], Format = DatasetFormat.Csv, Encoding = DatasetEncoding.Latin1,
            Columns = ["messages", "id"], Separator = ';', Quotes = false)]
        public sealed partial record Chat { [System.Text.Json.Serialization.JsonConstructor] public Chat() { } }

        [Recipe<Chat>(Base = "models/mine", ContentMaySpellSpecialTokens = true, MaxTruncatedRows = -1)]
        public static partial class ChatModel;
        public sealed record Line { public required string Name { get; set; } public double Price { get; init; } = 1.5; }
        public enum Kind { A, [System.Text.Json.Serialization.JsonStringEnumMemberName("b")] B }

        [Prompt<Order>(System = """
            Name the {{ customer.nmae | upper }} of {{ txet }}.
            {% for line in lines %}{{ line.name ~ line.price }}{{ loop.index }}{% endfor %}
            """, User = "{{ the_text | tirm }} {{ customer.items }}" + @" ""{{ byName['x'].price }}""", Language = PromptLanguage.Jinja)]
        public static partial class AskForKind;

        [ChatTemplate("{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}", StopToken = "<|im_end|>")]
        public static partial class Template;

        [Recipe<Order>(Base = "attune/tiny", Prompt = typeof(AskForKind), ChatTemplate = typeof(Template), Epochs = 0.5, LearningRate = 1e-3, Schedule = LearningRateSchedule.Linear,
            WarmupFraction = 0.1, WeightDecay = 0.01, BatchSize = 8, ContextLength = 1024, MaxNewTokens = 64, Patience = 2, Seed = 1)]
        [Lora(Rank = 128, Alpha = 16, Dropout = 0.1, Targets = ["q_porj", "v_proj"])]
        [AddedTokens("<|a|>", " ", Special = true, Initialization = RowInitialization.Normal, Seed = 3)]
        [AddedTokens("<|b|>", "<|a|>", From = "")]
        [TrainedTokens("<|im_start|>", "")]
        public static partial class KindModel
        {
            [Assertion(AtLeast = 98)]
            static void Holds(Order order, Completion answer) { if (answer.Text.Length > 3) { answer.Should().Be(answer.Text).And.NotBeNull(); return; } try { order.Text.Should(); } catch (Exception) { } }

            [Assertion]
            static void HoldsToo(Order order, Completion answer) => order.Text.Should().NotBeEmpty();
        }
        """" + "\n" + Samples.Tool;

    public static TheoryData<string, string?> AttributesAndArguments
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (var type in typeof(DatasetAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute))))
            {
                var name = type.Name[..type.Name.IndexOf("Attribute", StringComparison.Ordinal)];
                data.Add(name, null);
                foreach (var property in type.GetProperties().Where(property => property.CanWrite))
                    data.Add(name, property.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(AttributesAndArguments))]
    public void Every_attribute_and_every_argument_is_among_what_is_typed(string attribute, string? argument)
    {
        var uses = CSharpSyntaxTree.ParseText(EveryAttribute, RoslynTest.ParseOptions).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
            .Where(use => use.Name is SimpleNameSyntax name && name.Identifier.ValueText == attribute);
        Assert.Contains(uses, use => argument is null || use.ArgumentList?.Arguments.Any(each => each.NameEquals?.Name.Identifier.ValueText == argument) == true);
    }

    [Fact]
    public Task No_prefix_of_the_sample_makes_anything_throw() => AssertNothingThrowsAsync(Prefixes(Sample()));

    [Fact]
    public Task No_prefix_of_every_attribute_makes_anything_throw() => AssertNothingThrowsAsync(Prefixes(EveryAttribute));

    [Fact]
    public Task No_missing_token_makes_anything_throw() => AssertNothingThrowsAsync(WithoutTokens(Sample()).Concat(WithoutTokens(EveryAttribute)));

    [Fact]
    public Task No_slip_of_the_fingers_makes_anything_throw() => AssertNothingThrowsAsync(Slips(EveryAttribute, 500).Concat(Slips(Sample(), 200)));

    [Fact]
    public async Task A_file_that_was_copied_does_not_make_anything_throw() => Assert.Null(await FailureAsync([EveryAttribute, EveryAttribute], "Same"));

    private static string Sample() => string.Concat(
        new[] { "Question", "Query", "QueryModel" }
            .Select(name => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "samples", "NaturalLanguageQuery", name + ".cs")))
            .Select(text => text.Replace("namespace NaturalLanguageQuery;", "", StringComparison.Ordinal)));

    private static IEnumerable<string> Prefixes(string source) => Enumerable.Range(0, source.Length).Select(length => source[..length]);

    private static IEnumerable<string> WithoutTokens(string source) => CSharpSyntaxTree.ParseText(source, RoslynTest.ParseOptions).GetRoot()
        .DescendantTokens()
        .Where(token => token.Span.Length > 0)
        .Select(token => source.Remove(token.SpanStart, token.Span.Length));

    /// <summary>Characters that are missing, doubled, exchanged or foreign, anywhere: inside of templates too.</summary>
    private static IEnumerable<string> Slips(string source, int count)
    {
        const string Foreign = "{}[]()\"'\\%|.,;<>=+\n é\u0000𝄞";
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            var text = source;
            for (var slip = random.Next(1, 4); slip > 0; slip--)
            {
                var at = random.Next(text.Length - 1);
                text = random.Next(4) switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, text[at].ToString()),
                    2 => text.Remove(at, 2).Insert(at, $"{text[at + 1]}{text[at]}"),
                    _ => text.Insert(at, Foreign[random.Next(Foreign.Length)].ToString()),
                };
            }

            yield return text;
        }
    }

    private static async Task AssertNothingThrowsAsync(IEnumerable<string> states)
    {
        await Parallel.ForEachAsync(states.Chunk(StatesPerCompilation), async (chunk, _) =>
        {
            if (await FailureAsync(chunk) is not { } failure)
                return;
            foreach (var state in chunk)
                Assert.True(await FailureAsync([state]) is null, $"{failure}\n{state}");
            Assert.Fail(failure + "\nin the company of others only.");
        });
    }

    /// <summary>What threw, or null.</summary>
    private static async Task<string?> FailureAsync(string[] states, string? space = null)
    {
        var compilation = RoslynTest.Compile("").AddSyntaxTrees(
            states.Select((state, i) => RoslynTest.Parse($"namespace {space ?? "State" + i};\n{state}", $"{RoslynTest.ProjectFolder}/State{i}.cs")));
        var (_, result) = RoslynTest.Generate(compilation, Options);
        if (result.Results.FirstOrDefault(each => each.Exception is not null) is { Exception: { } exception })
            return exception.ToString();

        // An analyzer that throws is reported as AD0001.
        var diagnostics = await compilation.WithAnalyzers(Analyzers, new AnalyzerOptions(Options.AdditionalFiles, Options)).GetAnalyzerDiagnosticsAsync();
        return diagnostics.FirstOrDefault(diagnostic => !diagnostic.Id.StartsWith("ATT2", StringComparison.Ordinal))?.ToString();
    }
}
