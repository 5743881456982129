using Attune.Text.Templates.Languages.Fields;

namespace Attune.Text.Templates.Languages.Braces;

/// <summary><c>{NAME}</c>. Doubled, <c>{{NAME}}</c>, it is the text <c>{NAME}</c>.</summary>
internal sealed class BraceForm : IFieldForm
{
    public char Opening => '{';

    public bool HasPaths => false;

    public FieldMatch? Match(string text, int at) => Enclosed.Match(text, at, '{', '}');
}
