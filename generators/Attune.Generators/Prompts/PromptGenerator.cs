using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>Gives a type with <c>[Prompt&lt;TRow&gt;]</c> its definition and its typed messages for training and inference.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PromptGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that parses a declaration.</summary>
    internal const string ParseStep = "Prompt.Parse";

    private static readonly RememberedModels<PromptModel> Models = new(KnownNames.Prompt, PromptParser.Parse);
    private static readonly EmittedTexts<PromptModel> Texts = new(PromptEmitter.Emit);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var prompts = Models.Provider(context, ParseStep);
        context.RegisterSourceOutput(
            prompts.Combine(Project.Folder(context)),
            static (output, input) => output.AddSource(input.Left.Type.HintName + ".Prompt.g.cs", Texts.Of(input.Left, input.Right)));
    }
}
