using System.Text;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Families.Service;

/// <summary>Makes a clean message look typed in a hurry: lower case, no marks, swapped letters, shortened words.</summary>
internal static class Roughness
{
    private static readonly (string From, string To)[] s_slips =
    [
        ("received", "recieved"), ("receive", "recieve"), (" you ", " u "), (" your ", " ur "), (" please", " pls"), ("tomorrow", "tommorow"), ("definitely", "definately"), ("address", "adress"), ("because", "cause"), ("separate", "seperate"),
        ("through", "thru"), ("cannot", "cant"), ("do not", "dont"), ("does not", "doesnt"), ("did not", "didnt"), ("is not", "isnt"), ("I am ", "im "), (" to ", " too "), ("their", "there"), ("the ", "teh "), ("transfer", "tranfer"), ("account", "acount"),
        ("payment", "paymant"), ("thanks", "thx"), ("password", "pasword"), ("weird", "wierd"), ("believe", "beleive"), ("until", "untill"), ("which", "wich"), (" and ", " & "), ("want to", "wanna"), ("going to", "gonna"), ("withdrawal", "withdrawl"),
    ];

    public static string Apply(Draw draw, string text)
    {
        int level = draw.Below(10);
        if (level < 5)
            return text;
        if (level == 5 || level == 9)
            text = text.Replace("'", "");
        if (level >= 6)
            text = text.ToLowerInvariant();
        if (level >= 7)
            text = text.TrimEnd('.', '?', '!');
        if (level >= 8)
        {
            var (from, to) = draw.Pick(s_slips);
            text = text.Replace(from, to);
        }

        return level == 9 || draw.Chance(0.08) ? Slip(draw, text) : text;
    }

    /// <summary>Doubles, drops or swaps one letter inside a word.</summary>
    private static string Slip(Draw draw, string text)
    {
        int at = draw.Below(text.Length);
        if (at < 2 || at + 2 >= text.Length || !char.IsLetter(text[at]) || !char.IsLetter(text[at + 1]) || !char.IsLetter(text[at - 1]))
            return text;
        var changed = new StringBuilder(text);
        switch (draw.Below(3))
        {
            case 0:
                changed.Insert(at, text[at]);
                break;
            case 1:
                changed.Remove(at, 1);
                break;
            default:
                (changed[at], changed[at + 1]) = (changed[at + 1], changed[at]);
                break;
        }

        return changed.ToString();
    }
}
