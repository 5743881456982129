using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>Gives a type with <c>[Dataset]</c> its definition: reader, writer and template variables.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DatasetGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that parses a declaration.</summary>
    internal const string ParseStep = "Dataset.Parse";

    private static readonly RememberedModels<DatasetModel> Models = new(KnownNames.Dataset, DatasetParser.Parse);
    private static readonly EmittedTexts<DatasetModel> Texts = new(DatasetEmitter.Emit);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var datasets = Models.Provider(context, ParseStep);
        context.RegisterSourceOutput(
            datasets.Combine(Project.Folder(context)),
            static (output, input) => output.AddSource(input.Left.Type.HintName + ".Dataset.g.cs", Texts.Of(input.Left, input.Right)));
    }
}
