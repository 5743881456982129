using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>A type with <c>[ChatTemplate]</c>.</summary>
internal sealed record ChatTemplateModel(DeclaredType Type, string Source, string StopToken, Place Place);

/// <summary>Gives a type with <c>[ChatTemplate]</c> its definition.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ChatTemplateGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that parses a declaration.</summary>
    internal const string ParseStep = "ChatTemplate.Parse";

    private static readonly RememberedModels<ChatTemplateModel> Models = new(KnownNames.ChatTemplate, Parse);
    private static readonly EmittedTexts<ChatTemplateModel> Texts = new(Emit);

    private const string DefinitionType = "global::Attune.Definitions.ChatTemplateDefinition";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var templates = Models.Provider(context, ParseStep);
        context.RegisterSourceOutput(
            templates.Combine(Project.Folder(context)),
            static (output, input) => output.AddSource(input.Left.Type.HintName + ".ChatTemplate.g.cs", Texts.Of(input.Left, input.Right)));
    }

    /// <summary>Whether the type has, or will get, a <c>Definition</c>.</summary>
    internal static bool IsChatTemplate(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.Find(KnownNames.ChatTemplate) is { } attribute
        && (type.DeclaringSyntaxReferences.IsEmpty || Parse(type, attribute, cancellation) is not null);

    private static ChatTemplateModel? Parse(INamedTypeSymbol symbol, AttributeData attribute, CancellationToken cancellation) =>
        attribute.FirstString() is { } source
        && attribute.NamedString("StopToken") is { } stopToken
        && DeclaredType.Of(symbol, cancellation) is { } type
            ? new ChatTemplateModel(type, source, stopToken, Place.Of(attribute, cancellation))
            : null;

    private static string Emit(ChatTemplateModel model, string projectFolder)
    {
        var writer = new CodeWriter();
        model.Type.Write(writer, inside =>
        {
            inside.Line("/// <summary>The template and its stop token.</summary>");
            inside.Line($"{model.Type.Accessibility} static {DefinitionType} Definition {{ get; }} = new(");
            using (inside.Indent())
            {
                inside.Line(Literal.Of(model.Type.Name) + ",");
                inside.Line(Literal.Of(model.Source) + ",");
                inside.Line(Literal.Of(model.StopToken) + ",");
                inside.Line(model.Place.Expression(projectFolder) + ");");
            }
        });
        return writer.ToString();
    }
}
