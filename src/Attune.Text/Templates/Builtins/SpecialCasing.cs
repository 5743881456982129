namespace Attune.Text.Templates.Builtins;

/// <summary>
/// The letters whose upper, title or folded form is not one letter of its own, which .NET leaves as they are: Unicode's
/// unconditional special casing.
/// </summary>
internal static class SpecialCasing
{
    // letter|upper or letter|upper|title, the latter where it is not the upper form.
    private const string Entries =
        "ß|SS|Ss ŉ|\u02BCN ǰ|J\u030C ΐ|Ι\u0308\u0301 ΰ|Υ\u0308\u0301 և|ԵՒ|Եւ ẖ|H\u0331 ẗ|T\u0308 ẘ|W\u030A ẙ|Y\u030A ẚ|A\u02BE ὐ|Υ\u0313 ὒ|Υ\u0313\u0300 ὔ|Υ\u0313\u0301 ὖ|Υ\u0313\u0342 ᾀ|ἈΙ|ᾈ ᾁ|ἉΙ|ᾉ ᾂ|ἊΙ|ᾊ " +
        "ᾃ|ἋΙ|ᾋ ᾄ|ἌΙ|ᾌ ᾅ|ἍΙ|ᾍ ᾆ|ἎΙ|ᾎ ᾇ|ἏΙ|ᾏ ᾈ|ἈΙ|ᾈ ᾉ|ἉΙ|ᾉ ᾊ|ἊΙ|ᾊ ᾋ|ἋΙ|ᾋ ᾌ|ἌΙ|ᾌ ᾍ|ἍΙ|ᾍ ᾎ|ἎΙ|ᾎ ᾏ|ἏΙ|ᾏ ᾐ|ἨΙ|ᾘ ᾑ|ἩΙ|ᾙ " +
        "ᾒ|ἪΙ|ᾚ ᾓ|ἫΙ|ᾛ ᾔ|ἬΙ|ᾜ ᾕ|ἭΙ|ᾝ ᾖ|ἮΙ|ᾞ ᾗ|ἯΙ|ᾟ ᾘ|ἨΙ|ᾘ ᾙ|ἩΙ|ᾙ ᾚ|ἪΙ|ᾚ ᾛ|ἫΙ|ᾛ ᾜ|ἬΙ|ᾜ ᾝ|ἭΙ|ᾝ ᾞ|ἮΙ|ᾞ ᾟ|ἯΙ|ᾟ ᾠ|ὨΙ|ᾨ " +
        "ᾡ|ὩΙ|ᾩ ᾢ|ὪΙ|ᾪ ᾣ|ὫΙ|ᾫ ᾤ|ὬΙ|ᾬ ᾥ|ὭΙ|ᾭ ᾦ|ὮΙ|ᾮ ᾧ|ὯΙ|ᾯ ᾨ|ὨΙ|ᾨ ᾩ|ὩΙ|ᾩ ᾪ|ὪΙ|ᾪ ᾫ|ὫΙ|ᾫ ᾬ|ὬΙ|ᾬ ᾭ|ὭΙ|ᾭ ᾮ|ὮΙ|ᾮ ᾯ|ὯΙ|ᾯ " +
        "ᾲ|ᾺΙ|Ὰ\u0345 ᾳ|ΑΙ|ᾼ ᾴ|ΆΙ|Ά\u0345 ᾶ|Α\u0342 ᾷ|Α\u0342Ι|Α\u0342\u0345 ᾼ|ΑΙ|ᾼ ῂ|ῊΙ|Ὴ\u0345 ῃ|ΗΙ|ῌ ῄ|ΉΙ|Ή\u0345 ῆ|Η\u0342 ῇ|Η\u0342Ι|Η\u0342\u0345 ῌ|ΗΙ|ῌ ῒ|Ι\u0308\u0300 ΐ|Ι\u0308\u0301 ῖ|Ι\u0342 " +
        "ῗ|Ι\u0308\u0342 ῢ|Υ\u0308\u0300 ΰ|Υ\u0308\u0301 ῤ|Ρ\u0313 ῦ|Υ\u0342 ῧ|Υ\u0308\u0342 ῲ|ῺΙ|Ὼ\u0345 ῳ|ΩΙ|ῼ ῴ|ΏΙ|Ώ\u0345 ῶ|Ω\u0342 ῷ|Ω\u0342Ι|Ω\u0342\u0345 ῼ|ΩΙ|ῼ ﬀ|FF|Ff ﬁ|FI|Fi ﬂ|FL|Fl " +
        "ﬃ|FFI|Ffi ﬄ|FFL|Ffl ﬅ|ST|St ﬆ|ST|St ﬓ|ՄՆ|Մն ﬔ|ՄԵ|Մե ﬕ|ՄԻ|Մի ﬖ|ՎՆ|Վն ﬗ|ՄԽ|Մխ " +
        "ı|I ſ|S \u0345|Ι \u1FBE|Ι ";

    private const string Digraphs = "ǄǅǆǇǈǉǊǋǌǱǲǳ";

    // Lower-case letters that folding replaces by another lower-case letter.
    private const string Folded = "µſ\u0345ςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛ\u1FBE";

    private static readonly Dictionary<char, (string Upper, string Title)> s_entries = Read();

    public static string? Upper(char letter) => s_entries.TryGetValue(letter, out var entry) ? entry.Upper : null;

    /// <summary>The title form where it is not the upper form.</summary>
    public static string? Title(char letter)
    {
        if (s_entries.TryGetValue(letter, out var entry))
            return entry.Title;
        var digraph = Digraphs.IndexOf(letter);
        if (digraph >= 0)
            return Digraphs[(digraph / 3 * 3) + 1].ToString();
        return letter is >= 'ა' and <= 'ჿ' ? letter.ToString() : null;
    }

    /// <summary>str.casefold of one letter where it is not the lower form.</summary>
    public static string? Fold(char letter) => letter switch
    {
        'ẞ' => "ss",
        'ı' => null,
        >= 'Ꭰ' and <= 'Ᏽ' => letter.ToString(),
        >= 'ᏸ' and <= 'ᏽ' => ((char)(letter - 8)).ToString(),
        >= 'ꭰ' and <= 'ꮿ' => ((char)(letter - 'ꭰ' + 'Ꭰ')).ToString(),
        _ when s_entries.TryGetValue(letter, out var entry) => entry.Upper.ToLowerInvariant(),
        _ => Folded.IndexOf(letter) >= 0 ? letter.ToString().ToUpperInvariant().ToLowerInvariant() : null,
    };

    private static Dictionary<char, (string Upper, string Title)> Read()
    {
        var entries = new Dictionary<char, (string, string)>();
        foreach (var entry in Entries.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var forms = entry.Split('|');
            entries.Add(forms[0][0], (forms[1], forms[forms.Length - 1]));
        }

        return entries;
    }
}
