using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Emission;

/// <summary>
/// What was written for a model stays with the model: a model that is remembered from the build before is not written again.
/// The compiler packs generated files into the symbols; a text that is made from bytes is packed when it is made, once.
/// </summary>
/// <param name="emit">Writes the file of a model, given the project's folder.</param>
internal sealed class EmittedTexts<TModel>(Func<TModel, string, string> emit)
    where TModel : class
{
    private readonly ConditionalWeakTable<TModel, Emitted> known = new();

    public SourceText Of(TModel model, string projectFolder)
    {
        if (known.TryGetValue(model, out var emitted) && emitted.ProjectFolder == projectFolder)
            return emitted.Text;
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(emit(model, projectFolder))];
        var text = SourceText.From(bytes, bytes.Length, Encoding.UTF8, SourceHashAlgorithm.Sha256, canBeEmbedded: true);
        known.Remove(model);
        return known.GetValue(model, _ => new Emitted(projectFolder, text)).Text;
    }

    private sealed record Emitted(string ProjectFolder, SourceText Text);
}
