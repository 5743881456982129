using System.Globalization;
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

    /// <summary>
    /// Several states are files of one compilation, each in its own namespace; a failing one is then found alone. More would
    /// cost more: each recipe is compared with all others.
    /// </summary>
    private const int StatesPerCompilation = 8;

    private const int StatesPerDriver = 17;

    private static readonly RuleAnalyzer Analyzer = new();

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
            WarmupFraction = 0.1, WeightDecay = 0.01, BatchSize = 8, ContextLength = 1024, RecomputeLayers = true, MaxNewTokens = 64, Patience = 2, Seed = 1)]
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

    /// <summary>The rest of the attributes: optimizers, schedules, tuning methods, a frozen base. Most contradict each other.</summary>
    private const string EveryTuningChoice = """
        [Dataset("data/pairs.jsonl")]
        public sealed partial record Pair(string Question, [property: Completion] string Answer);

        [Prompt<Pair>(User = "{{ question }}")]
        public static partial class AskPair;

        [Recipe<Pair>(Base = "attune/tiny", Prompt = typeof(AskPair))]
        [Adadelta(Epsilon = 1e-6, Rho = 0.9)]
        [Adafactor(ClipThreshold = 1, DecayExponent = 0.8)]
        [Adagrad(Epsilon = 1e-10, InitialSum = 0.1, RateDecay = 0.01)]
        [Adam(AmsGrad = true, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8)]
        [AdamW(Beta1 = 0.9, Beta2 = 2, Epsilon = -1, Paged = true)]
        [Adamax(Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8)]
        [EightBitAdamW(Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Paged = true)]
        [Lion(Beta1 = 0.9, Beta2 = 0.99)]
        [Muon(MatchAdamW = false, Momentum = 0.9, Nesterov = false, OthersLearningRate = 1e-4)]
        [NAdam(Beta1 = 0.9, Beta2 = 0.999, DecoupledWeightDecay = true, Epsilon = 1e-8, MomentumDecay = 0.004)]
        [RAdam(Beta1 = 0.9, Beta2 = 0.999, DecoupledWeightDecay = true, Epsilon = 1e-8)]
        [RmsProp(Alpha = 0.9, Centered = true, Epsilon = 1e-8, Momentum = 0.9)]
        [Sgd(Dampening = 0.1, Momentum = 0, Nesterov = true)]
        [TransformersAdafactor(Beta1 = 0.9, ClipThreshold = 1, RelativeStep = false, ScaleParameter = false, WarmupInit = true)]
        [ParameterGroup("embed", FirstEpoch = 1, LearningRateFactor = 0.1, WeightDecay = 0)]
        [LayerwiseRates(Ratio = 2.6, Unfreezing = true)]
        public static partial class EveryOptimizer;

        [Recipe<Pair>(Base = "attune/tiny", Prompt = typeof(AskPair))]
        [CosineRestarts(Cycles = 2)]
        [CosineSchedule(Cycles = 0.5, Minimum = 0.1)]
        [ExponentialSchedule(Gamma = 0.9)]
        [InverseSquareRootSchedule(Timescale = 100)]
        [OneCycle(Divisor = 25, FinalDivisor = 1e4, GreatestMomentum = 0.95, IsLinear = true, LeastMomentum = 0.85, Rise = 0.3, ThreePhases = true)]
        [PolynomialSchedule(End = 0, Power = 2)]
        [ReduceOnPlateau(Cooldown = 1, Minimum = 0, Patience = 2, Reduction = 0.1, Threshold = 1e-4)]
        [SlantedTriangular(CutFraction = 0.1, Ratio = 32)]
        [StepSchedule(Gamma = 0.1, Steps = 10)]
        [WarmupStableDecay(DecayFraction = 0.2, DecayShape = RampShape.Linear, Minimum = 0.1, WarmupShape = RampShape.Cosine)]
        public static partial class EverySchedule;

        [Recipe<Pair>(Base = "attune/tiny", Prompt = typeof(AskPair))]
        [Lora(AlphaPattern = ["q_proj=4"], Biases = TrainedBiases.All, Excluded = ["o_proj"], Layers = [0, 9], RankPattern = ["v_proj"], RankStabilized = true,
            TargetPattern = "(", TrainedModules = ["norm"], WeightDecomposed = true)]
        [Ia3(FeedForward = ["down_proj"], Targets = ["k_proj"], TrainedModules = ["norm"])]
        [Bottleneck(Places = BottleneckPlaces.Pfeiffer, ReductionFactor = 0)]
        [PromptTuning(InitialText = "Answer", VirtualTokens = 4)]
        [PTuning(EncoderHidden = 8, VirtualTokens = 4)]
        [PrefixTuning(ProjectionHidden = 8, VirtualTokens = 4)]
        [PartialTraining(Freeze = ["embed"], LastLayers = 1, Train = ["["])]
        [FrozenBase(DoubleQuantization = true, Weights = FrozenWeights.Nf4)]
        public static partial class EveryMethod;
        """;

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
        var uses = CSharpSyntaxTree.ParseText(EveryAttribute + EveryTuningChoice, RoslynTest.ParseOptions).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
            .Where(use => use.Name is SimpleNameSyntax name && name.Identifier.ValueText == attribute);
        Assert.Contains(uses, use => argument is null || use.ArgumentList?.Arguments.Any(each => each.NameEquals?.Name.Identifier.ValueText == argument) == true);
    }

    [Fact]
    public void No_prefix_of_the_sample_makes_anything_throw() => AssertNoPrefixThrows(Sample());

    [Fact]
    public void No_prefix_of_every_attribute_makes_anything_throw() => AssertNoPrefixThrows(EveryAttribute);

    [Fact]
    public void No_missing_token_makes_anything_throw() => AssertNothingThrows(WithoutTokens(Sample()).Concat(WithoutTokens(EveryAttribute)).Concat(WithoutTokens(EveryTuningChoice)));

    [Fact]
    public void No_slip_of_the_fingers_makes_anything_throw() => AssertNothingThrows(Slips(EveryAttribute, 500).Concat(Slips(Sample(), 200)));

    /// <summary>One state in so many of those above, with all that the compiler itself asks for.</summary>
    [Fact]
    public async Task Nothing_throws_in_the_driver_of_the_compiler()
    {
        var states = Prefixes(EveryAttribute).Concat(WithoutTokens(EveryAttribute)).Concat(Slips(EveryAttribute, 500)).Where((_, i) => i % StatesPerDriver == 0);
        await Parallel.ForEachAsync(states.Chunk(StatesPerCompilation), async (chunk, _) => Assert.Null(await DriverFailureAsync(Compile(chunk))));
    }

    [Fact]
    public async Task The_rules_find_without_the_driver_what_they_find_in_it()
    {
        var compilation = Compile([EveryAttribute, Sample()]);
        var found = new List<Diagnostic>();
        RunRules(compilation, found.Add);
        var inDriver = await compilation.WithAnalyzers([Analyzer], new AnalyzerOptions(Options.AdditionalFiles, Options)).GetAnalyzerDiagnosticsAsync();
        Assert.NotEmpty(inDriver);
        Assert.Equal(inDriver.Select(each => each.ToString()).Order(StringComparer.Ordinal), found.Select(each => each.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_copied_does_not_make_anything_throw()
    {
        var compilation = Compile([EveryAttribute, EveryAttribute], space: "Same");
        Assert.Null(Failure(compilation));
        Assert.Null(await DriverFailureAsync(compilation));
    }

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

    /// <summary>
    /// Every position of the text. What is complete before the type that is being typed does not change with the position:
    /// it is a file that the states share, in place of a copy in each.
    /// </summary>
    private static void AssertNoPrefixThrows(string source)
    {
        var ends = CSharpSyntaxTree.ParseText(source, RoslynTest.ParseOptions).GetCompilationUnitRoot().Members.Select(member => member.FullSpan.End).Append(source.Length);
        var start = 0;
        foreach (var end in ends)
        {
            var (before, member) = (source[..start], source[start..end]);
            AssertNothingThrows(Enumerable.Range(0, member.Length).Select(length => member[..length]), before);
            start = end;
        }
    }

    private static void AssertNothingThrows(IEnumerable<string> states, string before = "") => Parallel.ForEach(states.Chunk(StatesPerCompilation), chunk =>
    {
        if (Failure(Compile(chunk, before)) is not { } failure)
            return;
        foreach (var state in chunk)
            Assert.True(Failure(Compile([state], before)) is null, $"{failure}\n{before}{state}");
        Assert.Fail(failure + "\nin the company of others only.");
    });

    private static CSharpCompilation Compile(string[] states, string before = "", string? space = null) => RoslynTest.Compile("")
        .AddSyntaxTrees(RoslynTest.Parse($"namespace Before;\n{before}", RoslynTest.ProjectFolder + "/Before.cs"))
        .AddSyntaxTrees(states.Select((state, i) => RoslynTest.Parse($"using Before;\nnamespace {space ?? "State" + i};\n{state}", $"{RoslynTest.ProjectFolder}/State{i}.cs")));

    /// <summary>
    /// What threw, or null. The rules are asked about each type as the compiler asks them, but without its driver: that
    /// binds the bodies of all methods first, which is most of the time and none of ours.
    /// </summary>
    private static string? Failure(Compilation compilation)
    {
        var result = RoslynTest.Driver(Options).RunGenerators(compilation).GetRunResult();
        if (result.Results.FirstOrDefault(each => each.Exception is not null) is { Exception: { } exception })
            return exception.ToString();
        return Record.Exception(() => RunRules(compilation, diagnostic => AssertIsShown(diagnostic, compilation)))?.ToString();
    }

    private static void RunRules(Compilation compilation, Action<Diagnostic> report)
    {
        var checks = new RuleChecks(AllRules.Create());
        var options = new AnalyzerOptions(Options.AdditionalFiles, Options);
        foreach (var type in compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
        {
#pragma warning disable CS0618 // Obsolete in favour of the driver, see above.
            checks.Run(new SymbolAnalysisContext(type, compilation, options, report, static _ => true, CancellationToken.None));
#pragma warning restore CS0618
        }
    }

    /// <summary>What the driver refuses: a diagnostic that is not declared, or is nowhere in the project.</summary>
    private static void AssertIsShown(Diagnostic diagnostic, Compilation compilation)
    {
        Assert.Contains(diagnostic.Descriptor, Analyzer.SupportedDiagnostics);
        Assert.NotEmpty(diagnostic.GetMessage(CultureInfo.InvariantCulture));
        if (diagnostic.Location.SourceTree is not { } tree)
            return;
        Assert.True(compilation.ContainsSyntaxTree(tree));
        Assert.InRange(diagnostic.Location.SourceSpan.End, 0, tree.Length);
    }

    /// <summary>What threw in the compiler's own driver, or null.</summary>
    private static async Task<string?> DriverFailureAsync(Compilation compilation)
    {
        // An analyzer that throws is reported as AD0001.
        var diagnostics = await compilation.WithAnalyzers([Analyzer], new AnalyzerOptions(Options.AdditionalFiles, Options)).GetAnalyzerDiagnosticsAsync();
        return diagnostics.FirstOrDefault(diagnostic => !diagnostic.Id.StartsWith("ATT2", StringComparison.Ordinal))?.ToString();
    }
}
