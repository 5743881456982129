namespace Attune.Text.Templates.Values;

/// <summary>How the fields of a dict become values of the language, which happens only when they are asked for.</summary>
internal interface IDeferredFields
{
    /// <summary>The value of one field.</summary>
    /// <param name="source">All fields.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="value">What <paramref name="source"/> holds for it.</param>
    /// <param name="mark">The mark of the dict.</param>
    object? Convert(IReadOnlyDictionary<string, object?> source, string name, object? value, Mark mark);

    /// <summary>How the other fields are converted once one was.</summary>
    /// <param name="name">That field's name.</param>
    /// <param name="value">What was given for it.</param>
    IDeferredFields After(string name, object? value);
}
