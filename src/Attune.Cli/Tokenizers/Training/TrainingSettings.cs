namespace Attune.Cli.Tokenizers.Training;

/// <summary>What a person says about a training, whatever the model.</summary>
/// <param name="VocabularySize">Tokens to reach.</param>
/// <param name="MinFrequency">How often a pair or a word must occur; null: as usual for the model.</param>
/// <param name="AlphabetLimit">How many characters the alphabet may have; null: all.</param>
/// <param name="SpecialTokens">Tokens that steer the model, the first ids.</param>
internal sealed record TrainingSettings(int VocabularySize, int? MinFrequency, int? AlphabetLimit, IReadOnlyList<string> SpecialTokens);
