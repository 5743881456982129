using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <summary>
/// A token that lies on both sides of a border between the assistant's text and text around it. At the start of an
/// answer it means that the tokens of the prompt alone are not the first tokens of prompt and answer together: the
/// model would learn something other than what it is asked.
/// </summary>
/// <param name="Index">The token's index.</param>
/// <param name="Id">The token.</param>
/// <param name="Place">The characters it stands for.</param>
/// <param name="Border">The character position of the border.</param>
/// <param name="MessageIndex">The message of the assistant.</param>
/// <param name="AtStart">Whether the message starts at the border; else it ends there.</param>
public sealed record StraddlingToken(int Index, int Id, TokenOffset Place, int Border, int MessageIndex, bool AtStart);
