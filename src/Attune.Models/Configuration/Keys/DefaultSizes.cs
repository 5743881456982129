namespace Attune.Models;

/// <summary>The sizes that a family's configuration class has where a file does not name them.</summary>
/// <param name="Vocabulary">Rows of the embedding.</param>
/// <param name="Hidden">Width of hidden states.</param>
/// <param name="Intermediate">Width inside of feed-forward blocks.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Heads of attention.</param>
internal readonly record struct DefaultSizes(int Vocabulary, int Hidden, int Intermediate, int Layers, int Heads);
