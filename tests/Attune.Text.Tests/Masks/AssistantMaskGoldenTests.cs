using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Masks;
using Attune.Text.Templates;
using Attune.Text.Tests.Conversations;
using Attune.Text.Tests.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Masks;

/// <summary>
/// Masks against transformers' <c>apply_chat_template(return_assistant_tokens_mask=True)</c>. Its rule goes by the tokens at
/// a span's first and last character, which is off in the cases that are counted below; here every token of a span counts.
/// </summary>
public class AssistantMaskGoldenTests
{
    private static readonly Dictionary<string, string> s_files = new()
    {
        ["real/phi-3-mini"] = "data/tok-hf-json/phi-3-mini/tokenizer.json",
        ["trained/bbpe-qwen2"] = "golden/tokenizers/trained/bbpe-qwen2",
        ["trained/wordpiece-bert-uncased"] = "golden/tokenizers/trained/wordpiece-bert-uncased",
    };

    [SharedTheory("golden/templates")]
    [InlineData("real/phi-3-mini", 187, 0, 0)]
    [InlineData("trained/bbpe-qwen2", 187, 0, 0)]
    [InlineData("trained/wordpiece-bert-uncased", 59, 0, 42)]
    public void Masks_are_those_of_transformers_save_where_its_rule_is_off(string tokenizerName, int rows, int splitCharacters, int lostCharacters)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(s_files[tokenizerName]));
        var counts = (Rows: 0, Split: 0, Lost: 0);
        foreach (var row in Rows(tokenizerName))
        {
            var rendered = Render(row);
            var expected = row.GetProperty("assistant_mask").GetString()!;
            var places = tokenizer.Encode(rendered.Text.Text);
            Assert.Equal(Ids(row), places.Ids[..expected.Length]);
            var name = $"{row.GetProperty("template")} {row.GetProperty("conversation")}";
            Assert.True(expected == HuggingFaceRule(rendered.Text, places, expected.Length), name);

            var tokens = tokenizer.Encode(rendered.Text, contentMaySpellSpecialTokens: true);
            Assert.Equal(places.Ids, tokens.Ids);
            var mask = LossMask.ForAssistant(rendered, tokens, tokenizer, new HashSet<int>());
            var reason = Difference(rendered.Text, places, mask[..expected.Length], expected);
            counts = (counts.Rows + 1, counts.Split + (reason == "split" ? 1 : 0), counts.Lost + (reason == "lost" ? 1 : 0));
            Assert.True(reason is null or "split" or "lost", $"{name}: {reason}");
        }

        Assert.Equal((rows, splitCharacters, lostCharacters), counts);
    }

    /// <summary>
    /// Why transformers' mask is another: the last character of a span is split between tokens of which it takes the first;
    /// or the first or last character of a span has no token, and it marks nothing more, or all up to the end.
    /// </summary>
    private static string? Difference(SpannedText text, TokenizedText places, bool[] mask, string expected)
    {
        if (string.Concat(mask.Select(learned => learned ? '1' : '0')) == expected)
            return null;
        if (text.Generations.Any(range => range.Length > 0 && (TokenAt(text, places, range.Start) < 0 || TokenAt(text, places, Last(text, range)) <= 0)))
            return "lost";
        for (var i = 0; i < mask.Length; i++)
        {
            var isSplit = text.Generations.Any(range => places.Offsets[i].Start <= Last(text, range) && places.Offsets[i].End == range.End && TokenAt(text, places, Last(text, range)) < i);
            if (mask[i] != (expected[i] == '1') && !(mask[i] && isSplit))
                return $"token {i} '{text.Text[places.Offsets[i].Start..places.Offsets[i].End]}' is {mask[i]}";
        }

        return "split";
    }

    /// <summary>char_to_token of both ends, as transformers does it (tokenization_utils_base.py, apply_chat_template).</summary>
    private static string HuggingFaceRule(SpannedText text, TokenizedText tokens, int count)
    {
        var mask = Enumerable.Repeat('0', count).ToArray();
        foreach (var range in text.Generations)
        {
            var cut = new TokenizedText(tokens.Ids[..count], tokens.Offsets[..count]);
            var start = TokenAt(text, cut, range.Start);
            var end = TokenAt(text, cut, Last(text, range));
            if (start < 0)
                break;
            mask.AsSpan(start, (end > 0 ? end + 1 : count) - start).Fill('1');
        }

        return new string(mask);
    }

    private static int TokenAt(SpannedText text, TokenizedText tokens, int character) =>
        Array.FindIndex(tokens.Offsets, place => place.Start <= character && character < place.End);

    // The last code point, not the second half of a pair.
    private static int Last(SpannedText text, TextRange range) =>
        range.End >= 2 && char.IsLowSurrogate(text.Text[range.End - 1]) ? range.End - 2 : range.End - 1;

    private static int[] Ids(JsonElement row) => [.. row.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())];

    private static IEnumerable<JsonElement> Rows(string tokenizer) =>
        from line in File.ReadLines(SharedData.Path("golden/templates/assistant_masks.jsonl"))
        let row = JsonDocument.Parse(line).RootElement
        where row.GetProperty("tokenizer").GetString() == tokenizer && row.TryGetProperty("assistant_mask", out _)
        select row;

    private static RenderedConversation Render(JsonElement row)
    {
        var given = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/templates/conversations.json"))).RootElement;
        var conversation = given.GetProperty("conversations").GetProperty(row.GetProperty("conversation").GetString()!);
        var source = File.ReadAllText(SharedData.Path("data", row.GetProperty("template").GetString()!));
        var template = ChatTemplate.Parse(source, JsonValues.ToMap(given.GetProperty("special_tokens")))
            .With(new RenderOptions { Clock = () => DateTime.Parse(given.GetProperty("strftime_now").GetString()!) });
        var messages = conversation.GetProperty("messages").EnumerateArray().Select(RealMessages.FromJson).ToList();
        return template.Render(messages, variables: RealMessages.Variables(conversation, row));
    }
}
