using Attune.Text.Conversations;
using Attune.Text.Tokenizers.Formats;

namespace Attune.Models;

/// <summary>Writes a model's tokenizer and chat template into a GGUF file.</summary>
internal static class GgufTokenizer
{
    private const string Keys = "tokenizer.ggml.";

    public static void Write(GgufWriter writer, BaseModel source)
    {
        var vocabulary = GgufVocabulary.Of(source.Tokenizer, source.StoredVocabularySize);
        writer.Add(Keys + "model", vocabulary.Model);
        if (vocabulary.Splits is { } splits)
            writer.Add(Keys + "pre", splits);
        writer.Add(Keys + "tokens", vocabulary.Tokens.ToArray()).Add(Keys + "token_type", vocabulary.Kinds.ToArray());
        if (vocabulary.Scores is { } scores)
            writer.Add(Keys + "scores", scores.ToArray());
        if (vocabulary.Merges.Count > 0)
            writer.Add(Keys + "merges", vocabulary.Merges.ToArray());
        if (vocabulary.AddsSpacePrefix is { } prefix)
            writer.Add(Keys + "add_space_prefix", prefix);
        AddToken(writer, source, "bos_token", "bos_token_id", source.Configuration.BeginTokenId);
        AddToken(writer, source, "eos_token", "eos_token_id", source.Configuration.EndTokenIds.Count > 0 ? source.Configuration.EndTokenIds[0] : null);
        AddToken(writer, source, "pad_token", "padding_token_id", source.Configuration.PadTokenId);
        AddToken(writer, source, "unk_token", "unknown_token_id", null);

        // Said outright, since readers add a begin token to some kinds of vocabulary where a file is silent.
        var around = source.Tokenizer.Encode("a", addSpecialTokens: true).Ids;
        var plain = source.Tokenizer.Encode("a").Ids;
        writer.Add(Keys + "add_bos_token", around.Length > plain.Length && source.Tokenizer.IsSpecial(around[0]));
        writer.Add(Keys + "add_eos_token", around.Length > plain.Length && source.Tokenizer.IsSpecial(around[^1]));
        if (source.ChatTemplateSource is not { } template)
            return;
        writer.Add("tokenizer.chat_template", template);
        if (TurnEnd(source, template) is { } turnEnd)
            writer.Add(Keys + "eot_token_id", (uint)turnEnd);
    }

    /// <summary>The token that the template ends an answer with, where that is not the end token: servers must stop there too.</summary>
    private static int? TurnEnd(BaseModel source, string template)
    {
        var closing = ChatTemplateFacts.Probe(ChatTemplate.Parse(template, source.SpecialTokens)).ClosingText;
        if (closing is null)
            return null;
        var special = source.Tokenizer.Encode(closing).Ids.Where(source.Tokenizer.IsSpecial).Select(id => (int?)id).FirstOrDefault();
        var end = source.SpecialTokens.GetValueOrDefault("eos_token") is string text ? source.Tokenizer.TokenToId(text) : null;
        return special == end ? null : special;
    }

    private static void AddToken(GgufWriter writer, BaseModel source, string name, string key, int? fallback)
    {
        var named = source.SpecialTokens.GetValueOrDefault(name) is string text ? source.Tokenizer.TokenToId(text) : null;
        if ((named ?? fallback) is { } id)
            writer.Add(Keys + key, (uint)id);
    }
}
