using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace Attune.CodeFixes;

/// <summary>A code action that changes one place of a document's text and leaves every other character as it is.</summary>
internal static class TextFix
{
    public static CodeAction Create(string title, string equivalenceKey, Document document, TextChange change) => CodeAction.Create(
        title,
        async cancellation =>
        {
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            return document.WithText(text.WithChanges(change));
        },
        equivalenceKey);
}
