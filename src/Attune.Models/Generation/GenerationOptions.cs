namespace Attune.Models;

/// <summary>How to choose the next token, and when to stop. The defaults take the likeliest token each time.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens to write.</summary>
    /// <value>Default 256.</value>
    public int MaxNewTokens { get; init; } = 256;

    /// <summary>Logits are divided by it; 0 takes the likeliest token, and nothing is drawn.</summary>
    /// <value>Default 0.</value>
    public double Temperature { get; init; }

    /// <summary>Draw from the k likeliest tokens only (and those as likely as the last of them); 0 for all.</summary>
    /// <value>Default 0.</value>
    public int TopK { get; init; }

    /// <summary>Draw from the likeliest tokens that together reach this probability; 1 for all.</summary>
    /// <value>Default 1.</value>
    public double TopP { get; init; } = 1;

    /// <summary>Draw from tokens at least this share as likely as the likeliest; 0 for all.</summary>
    /// <value>Default 0.</value>
    public double MinP { get; init; }

    /// <summary>Logits of tokens already in prompt or answer are divided by it if positive, multiplied if negative.</summary>
    /// <value>Default 1.</value>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Subtracted from the logits of tokens that the answer has already.</summary>
    /// <value>Default 0; from -2 to 2.</value>
    public double PresencePenalty { get; init; }

    /// <summary>Subtracted from the logits of tokens that the answer has already, for each time.</summary>
    /// <value>Default 0; from -2 to 2.</value>
    public double FrequencyPenalty { get; init; }

    /// <summary>Tokens that end the text; null for the model's own, none for never.</summary>
    /// <value>Default null.</value>
    public IReadOnlyList<int>? StopTokens { get; init; }

    /// <summary>Strings that end the text, which is cut before them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>The seed of what is drawn; prompt i of several uses <c>Seed + i</c>.</summary>
    /// <value>Default 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Of a model with several adapters (<see cref="AdapterSet"/>), the one to use; null for the base.</summary>
    /// <value>Default null.</value>
    public string? Adapter { get; init; }

    internal bool CountsTokens => PresencePenalty != 0 || FrequencyPenalty != 0;

    /// <exception cref="AttuneException">ATT4161: an option is out of its range.</exception>
    internal void Check()
    {
        Require(MaxNewTokens > 0, nameof(MaxNewTokens), MaxNewTokens, "above 0");
        Require(Temperature >= 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "0 or above");
        Require(TopK >= 0, nameof(TopK), TopK, "0 or above");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "above 0 and at most 1");
        Require(MinP is >= 0 and <= 1, nameof(MinP), MinP, "from 0 to 1");
        Require(RepetitionPenalty > 0 && double.IsFinite(RepetitionPenalty), nameof(RepetitionPenalty), RepetitionPenalty, "above 0");
        Require(PresencePenalty is >= -2 and <= 2, nameof(PresencePenalty), PresencePenalty, "from -2 to 2");
        Require(FrequencyPenalty is >= -2 and <= 2, nameof(FrequencyPenalty), FrequencyPenalty, "from -2 to 2");
        if (StopStrings.Contains(""))
            throw new AttuneException("ATT4161", "A stop string is empty, and would end every text at once.", "Remove it.");

        static void Require(bool holds, string name, IFormattable value, string range)
        {
            if (!holds)
            {
                var text = value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
                throw new AttuneException("ATT4161", $"The generation option {name} is {text}.", $"It must be {range}.");
            }
        }
    }
}
