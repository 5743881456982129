using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Formats;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Real tokenizers as GGUF files carry them: only a way of cutting that leads to the same tokens is named.</summary>
public sealed class GgufVocabularyTests
{
    [SharedTheory("data/tok-llamacpp-vocab")]
    [InlineData("data/tok-hf-json/phi-2/tokenizer.json", "gpt2", "gpt-2")]
    [InlineData("data/tok-hf-json/phi-3-mini/tokenizer.json", "llama", null)]
    [InlineData("data/tok-llamacpp-vocab/ggml-vocab-gpt-2.gguf", "gpt2", "gpt-2")]
    [InlineData("data/tok-llamacpp-vocab/ggml-vocab-falcon.gguf", "gpt2", "falcon")]
    [InlineData("data/tok-hf-json/falcon-tokenizer/tokenizer.json", "gpt2", "falcon")] // cuts again behind the step that spells bytes
    [InlineData("data/tok-llamacpp-vocab/ggml-vocab-starcoder.gguf", "gpt2", "smollm")] // two names of the same cuts
    public void A_tokenizer_has_the_kind_and_the_cuts_that_llama_cpp_gives_it(string file, string model, string? splits)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(file));
        var vocabulary = GgufVocabulary.Of(tokenizer, tokenizer.VocabularySize + 3);
        Assert.Equal((model, splits), (vocabulary.Model, vocabulary.Splits));
        Assert.Equal(tokenizer.VocabularySize + 3, vocabulary.Tokens.Count);
        Assert.Equal(5, vocabulary.Kinds[^1]); // rows beyond the tokens are unused
        Assert.Equal(model == "llama", vocabulary.Scores is not null);
        Assert.Equal(model == "llama" ? true : null, vocabulary.AddsSpacePrefix);
        Assert.Equal(tokenizer.TokenToId(vocabulary.Tokens[100]), 100);
    }

    [SharedTheory("data/tok-bert")]
    [InlineData("data/tok-bert/data/bert-base-uncased/tokenizer.json")]
    [InlineData("data/tok-sentencepiece/t5-small/tokenizer.json")]
    public void Another_kind_of_tokenizer_is_refused(string file)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(file));
        var error = Assert.Throws<AttuneException>(() => GgufVocabulary.Of(tokenizer, tokenizer.VocabularySize));
        Assert.Equal("ATT4128", error.Code);
    }
}
