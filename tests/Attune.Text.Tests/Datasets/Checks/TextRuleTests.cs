using System.Globalization;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules over characters: encodings, scripts, entities, blanks.</summary>
public sealed class TextRuleTests
{
    [Theory]
    [InlineData("The cafÃ© is open.", "'Ã©'", "'é'")]
    [InlineData("Donâ€™t do it.", "'â€™'", "'’'")]
    [InlineData("Itâ\u0080\u0099s fine.", "'â\u0080\u0099'", "'’'")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "'ÐŸÑ€'", "'Пр'")]
    [InlineData("Great ðŸ˜€", "'ðŸ˜€'", "'😀'")]
    [InlineData("Price: 5Â€ or 5Â£.", "'Â£'", "'£'")]
    public void Utf8_read_as_Windows_1252_shows_what_was_meant(string text, string found, string meant) => Assert.Equal(
        [$"train.jsonl(2,7): warning ATT3070: {found} in 'q' is {meant} written as UTF-8 and read as Windows-1252. Read the source as UTF-8 and export the data again."],
        Raw($$"""{"q": "Is it open?", "a": "Yes."}""", $$"""{"q": "{{text}}", "a": "Yes, it is."}""").Where(line => line.Contains("ATT3070")));

    [Theory]
    [InlineData("Le café « É» et l'âme, naïve façade.")]
    [InlineData("NÃO É ASSIM; São João, coração.")]
    [InlineData("Ärger über Öl, ½ so groß: 20 °C, 5 €.")]
    [InlineData("Ναι. Привет. 你好。 नमस्ते")]
    public void Accents_of_living_languages_say_nothing(string text) =>
        Assert.DoesNotContain(Raw($$"""{"q": "{{text}}", "a": "Yes."}"""), line => line.Contains("ATT3070"));

    [Fact]
    public void A_replacement_character_is_named() => Assert.Equal(
        ["train.jsonl(1,23): warning ATT3071: 'a' has 2 replacement characters (U+FFFD): what stood there could not be decoded. Read the source in its own encoding and export the data again."],
        Raw("""{"q": "a thing", "a": "r\uFFFDd \uFFFD"}"""));

    [Theory]
    [InlineData("\\u0000", "0000")]
    [InlineData("\\u0007", "0007")]
    [InlineData("\\u0085", "0085")]
    [InlineData("\\uFEFF", "FEFF")]
    [InlineData("\\u202E", "202E")]
    public void Characters_that_nobody_writes_are_named(string escape, string code) => Assert.Equal(
        [string.Create(CultureInfo.InvariantCulture, $"train.jsonl(1,7): warning ATT3072: 'q' has the character U+{code}, which cannot be seen. Take it out; in code and logs write it as an escape.")],
        Raw($$"""{"q": "a {{escape}}thing", "a": "red"}"""));

    [Fact]
    public void Line_ends_tabs_joiners_and_emoji_say_nothing() =>
        Assert.Empty(Raw("""{"q": "a\tthing\r\nor two", "a": "red 👩‍💻 می‌خواهم"}"""));

    [Fact]
    public void A_row_in_another_script_than_the_rest_is_named()
    {
        string[] rows = [.. Clean(59), Row("Расскажите мне, пожалуйста, о красной карте.", "She is red.")];
        Assert.Equal(
            ["train.jsonl(60,7): suggestion ATT3073: 'q' is in Cyrillic script, and 59 of 60 are in Latin. See whether the row belongs here."],
            Literal(rows));
        string[] half = [.. Clean(50), .. Enumerable.Range(0, 10).Select(i => Row($"Расскажите мне, пожалуйста, о карте номер {i} {Word(i)}.", $"She is {Word(i * 7)}."))];
        Assert.DoesNotContain(Literal(half), line => line.Contains("ATT3073"));
    }

    [Fact]
    public void A_word_of_two_scripts_is_named()
    {
        Assert.Equal(
            ["train.jsonl(1,7): warning ATT3074: The word 'pаypal' in 'q' has Latin and Cyrillic letters. Write it in one script."],
            Raw("""{"q": "Use pаypal now", "a": "Yes."}"""));
        Assert.Empty(Raw("""{"q": "PayPal, карта", "a": "Yes."}"""));
    }

    [Theory]
    [InlineData("Tom &amp; Jerry", "'&amp;'")]
    [InlineData("It&#39;s here", "'&#39;'")]
    [InlineData("It #39;s here", "'#39;'")]
    [InlineData("5 &lt; 6", "'&lt;'")]
    public void An_entity_in_plain_text_is_named(string text, string entity) => Assert.Equal(
        [$"train.jsonl(1,7): warning ATT3075: 'q' has the HTML entity {entity} in plain text. Decode entities when the data is made."],
        Raw($$"""{"q": "{{text}}", "a": "Yes."}"""));

    [Theory]
    [InlineData("<p>Tom &amp; Jerry</p>")]
    [InlineData("AT&T; R&D &c.")]
    [InlineData("Write ```&amp;``` in code")]
    public void Html_itself_and_ampersands_say_nothing(string text) => Assert.Empty(Raw($$"""{"q": "{{text}}", "a": "Yes."}"""));

    [Fact]
    public void Blanks_around_texts_are_one_finding_for_a_column() => Assert.Equal(
        ["train.jsonl(1,23): suggestion ATT3076: 2 of 3 texts of 'a' start or end with a blank or a line break. Trim them, unless the blanks are meant."],
        Raw("""{"q": "a thing", "a": " red"}""", """{"q": "the time", "a": "noon\n"}""", """{"q": "other", "a": "no blank"}"""));

    [Fact]
    public void Fields_that_no_prompt_reads_are_not_looked_at() =>
        Assert.Empty(Raw("""{"id": "\u0000Ã© &amp; ", "q": "a thing", "a": "red"}"""));

    private static string[] Raw(params string[] lines) => new CheckedDataset { Train = lines, Encode = false }.Findings();

    /// <summary>Rows with their letters as they are, so that columns can be counted.</summary>
    private static string[] Literal(string[] lines) => Raw([.. lines.Select(line => System.Text.RegularExpressions.Regex.Unescape(line.Replace("\\\"", "\\\\\"", StringComparison.Ordinal)))]);
}
