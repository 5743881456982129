using Attune.Definitions;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Tests.Preparation;

/// <summary>A row as the tests' recipe has it.</summary>
internal sealed record QuestionRow(string Question, string Note, string Answer);

/// <summary>A project in a temporary folder with a recipe by hand, as the generator would write it, and a copy of attune/tiny.</summary>
internal sealed class QuestionRecipe : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public QuestionRecipe(params string[] rows)
    {
        Directory.CreateDirectory(PathOf("base"));
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny")))
            File.Copy(file, PathOf("base/" + System.IO.Path.GetFileName(file)));
        foreach (var file in Directory.GetFiles(PathOf("base")))
            File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllText(PathOf(".editorconfig"), "root = true\n");
        Write(rows);
    }

    public RecipeAttribute<QuestionRow> Options { get; } = new() { Base = "base", Prompt = typeof(QuestionRow) };

    /// <summary>The files, as an attribute would name them.</summary>
    public string Path { get; set; } = "rows.jsonl";

    public string? TestPath { get; set; }

    public double TestFraction { get; set; }

    /// <summary>What the attribute says of the files.</summary>
    public DatasetAttribute? Declared { get; set; }

    public bool IsLora { get; set; } = true;

    public FrozenBaseAttribute? FrozenBase { get; set; }

    public string[] Targets { get; set; } = [];

    public OptimizationDefinition Optimization { get; set; } = OptimizationDefinition.Default;

    /// <summary>Another tuning method, instead of LoRA.</summary>
    public Attribute? Method { get; set; }

    public IReadOnlyList<AddedTokensDefinition> AddedTokens { get; set; } = [];

    public TrainedTokensDefinition? TrainedTokens { get; set; }

    public IReadOnlyList<string> Labels { get; set; } = [];

    public string? LabelsFile { get; set; }

    public ChatTemplateDefinition? ChatTemplate { get; set; }

    public string PathOf(string relative) => _folder.File(relative);

    public void Write(params string[] rows) => File.WriteAllText(PathOf("rows.jsonl"), string.Join('\n', rows) + "\n");

    public PreparedRecipe<QuestionRow> Prepare() => Prepare(out _);

    public PreparedRecipe<QuestionRow> Prepare(out ProjectPlace project, PreparationUse use = PreparationUse.Check)
    {
        project = new ProjectPlace(_folder.Path, _ => null);
        return RecipePreparation.Prepare(Recipe(), project, WarningPolicy.None, RunEvents.None, use);
    }

    public void Dispose() => _folder.Dispose();

    public RecipeDefinition<QuestionRow> Recipe() => new()
    {
        Name = "QuestionModel",
        Options = Options,
        Optimization = Optimization,
        Lora = IsLora && Method is null ? new LoraAttribute { Targets = Targets } : null,
        Method = Method,
        FrozenBase = FrozenBase,
        AddedTokens = AddedTokens,
        TrainedTokens = TrainedTokens,
        ChatTemplate = ChatTemplate,
        Dataset = new DatasetDefinition<QuestionRow>
        {
            Path = Path,
            TestPath = TestPath,
            TestFraction = TestFraction,
            Seed = 42,
            Declared = Declared,
            Shape = new RecordShape<QuestionRow>(
                "QuestionRow",
                value => new QuestionRow(value.Required("question").AsString(), value.Optional("note")?.AsString() ?? "", value.Required("answer").AsString()),
                (_, _) => throw new NotSupportedException()),
            Variables = row => new Dictionary<string, object?> { ["question"] = row.Question, ["note"] = row.Note },
            Completion = row => row.Answer,
            Labels = Labels,
            LabelsFile = LabelsFile,
            Place = new SourcePlace(PathOf("Rows.cs"), 1, 2),
        },
        Prompt = new PromptDefinition<QuestionRow>("Ask", null, "{{ question }}", new SourcePlace(PathOf("Rows.cs"), 4, 2)),
        Assertions = [],
        Place = new SourcePlace(PathOf("Recipe.cs"), 7, 2),
    };
}
