using Attune.Text.Conversations.Turns;
using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <summary>
/// Finds the stop token that closes a turn: the first one behind its end with nothing but the template's own text between.
/// </summary>
internal sealed class ClosingTokens(SpannedText text, TokenizedText tokens, IReadOnlySet<int> stopTokenIds)
{
    private readonly bool[] _isTemplate = Flags(text, origin => origin.IsTemplate);
    private readonly bool[] _maySpell = Flags(text, origin => origin.MaySpellSpecialToken);

    /// <param name="mask">The mask to write into.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="enclosed">Whether the template's text in front of the stop token is learned with it.</param>
    public void Mark(bool[] mask, AssistantTurn turn, bool enclosed)
    {
        var from = tokens.Overlapping(turn.End, turn.End).End;
        var stop = from;
        while (stop < tokens.Count && !IsStop(stop) && IsAll(_isTemplate, tokens.Offsets[stop]))
            stop++;
        if (stop == tokens.Count || !IsStop(stop))
            return;
        mask[stop] = true;
        if (enclosed)
            mask.AsSpan(from..stop).Fill(true);
    }

    private bool IsStop(int index) => stopTokenIds.Contains(tokens.Ids[index]) && IsAll(_maySpell, tokens.Offsets[index]);

    private static bool[] Flags(SpannedText text, Func<Origin, bool> holds)
    {
        var flags = new bool[text.Text.Length];
        foreach (var span in text.Spans)
            flags.AsSpan(span.Start, span.Length).Fill(holds(span.Origin));
        return flags;
    }

    private static bool IsAll(bool[] flags, TokenOffset place) => !flags.AsSpan(place.Start, place.End - place.Start).Contains(false);
}
