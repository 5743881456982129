namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>
/// A code point of a changed text: 0 where it stands for the next one of the text as it was, -n where it stands for
/// that and n more, +1 where it is inserted (it has the place of the one before).
/// </summary>
internal readonly record struct CharacterChange(int CodePoint, int Change);
