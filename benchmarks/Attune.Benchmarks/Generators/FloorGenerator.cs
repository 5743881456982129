using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// What Roslyn itself costs for what we generate: finds the attributes that our generators find, as they do, and hands over
/// the files that they wrote, ready made. It reads nothing of a declaration but its name.
/// </summary>
#pragma warning disable RS1035, RS1036, RS1038, RS1041 // It lives in a benchmark and is never shipped.
[Generator(LanguageNames.CSharp)]
public sealed class FloorGenerator : IIncrementalGenerator
{
    /// <summary>The resource of the assembly that has the files: a count, then names and texts.</summary>
    public const string Resource = "generated";

    private static readonly Dictionary<string, string> Texts = Read();

    /// <summary>Registers one source of files for each attribute.</summary>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, "Attune.DatasetAttribute", ".Dataset.g.cs");
        Register(context, "Attune.PromptAttribute`1", ".Prompt.g.cs");
        Register(context, "Attune.ChatTemplateAttribute", ".ChatTemplate.g.cs");
        var recipes = Register(context, "Attune.RecipeAttribute`1", ".Recipe.g.cs");
        context.RegisterSourceOutput(recipes.Collect(), static (output, _) =>
        {
            Add(output, "AttuneRecipes.g.cs");
            Add(output, "AttuneProgram.g.cs");
        });
    }

    private static IncrementalValuesProvider<string> Register(IncrementalGeneratorInitializationContext context, string attribute, string ending)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (found, _) => found.TargetSymbol.ContainingNamespace.Name + "." + found.TargetSymbol.Name + ending);
        context.RegisterSourceOutput(names, Add);
        return names;
    }

    private static void Add(SourceProductionContext output, string name) => output.AddSource(name, Texts[name]);

    private static Dictionary<string, string> Read()
    {
        using var reader = new BinaryReader(typeof(FloorGenerator).Assembly.GetManifestResourceStream(Resource)!);
        var texts = new Dictionary<string, string>();
        for (int left = reader.ReadInt32(); left > 0; left--)
            texts.Add(reader.ReadString(), reader.ReadString());
        return texts;
    }
}
