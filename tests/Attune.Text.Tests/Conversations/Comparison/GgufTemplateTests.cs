using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Conversations.Comparison;
using Attune.Text.Templates;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Conversations.Comparison;

/// <summary>GGUF files that carry no template, a wrong one, or what does not go with it.</summary>
public sealed class GgufTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ModelFile => _folder.File("model.gguf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_serves_what_was_trained_has_no_findings()
    {
        var report = Check(new ChatGguf());
        Assert.Empty(report.Findings);
        Assert.Equal(GoldenConversations.All.Count, report.Conversations);
        // The vocabulary has a token for each byte and few more, so there are about as many as letters.
        Assert.True(report.Tokens > 1000, $"{report.Tokens} tokens");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void A_file_without_a_template_is_told(string? template)
    {
        var finding = Assert.Single(Check(new ChatGguf { Template = template }).Findings);
        Assert.Equal(("ATT4360", ModelFile), (finding.Code, finding.File));
        Assert.Contains("tokenizer.chat_template", finding.Fact);
    }

    [Theory]
    [InlineData("assistant\n{% if enable", "assistant{% if enable", "8 of 12", "'one question': from line 3, column 22 of the text, ")]
    [InlineData("<think>{{ m.reasoning_content }}</think>", "", "2 of 12", "'reasoning, answered': from line 4, column 1 of the text, ")]
    [InlineData("{% if enable_thinking is false %}<think></think>{% endif %}", "", "1 of 12", "'reasoning switched off': from line 4, column 1 of the text, ")]
    [InlineData("call.function.arguments | tojson", "call.function.arguments", "3 of 12", "'tool call': ")]
    [InlineData("{{ tools | tojson }}", "", "4 of 12", "'tools offered': from line 2, column 1 of the text, ")]
    [InlineData("{{ m.content }}", "{{ m.content | trim }}", "1 of 12", "'numbers, code and scripts': ")]
    [InlineData("{{ bos_token }}", "", "12 of 12", "'one question': from line 1, column 2 of the text, '<s><|im_start|>user\\nHow far does the ' in training is '<|im_start|>user\\nHow far does the lam'")]
    [InlineData("{{ bos_token }}", "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}{{ bos_token }}", "3 of 12", "'system message': it refuses it: no system. (line 1, ")]
    public void A_template_that_writes_another_text_is_told_with_its_place(string part, string other, string count, string place)
    {
        Assert.Contains(part, ChatGguf.RightTemplate);
        var finding = Assert.Single(Check(new ChatGguf { Template = ChatGguf.RightTemplate.Replace(part, other, StringComparison.Ordinal) }).Findings);
        Assert.Equal("ATT4361", finding.Code);
        Assert.Contains($"writes {count} conversations differently; {place}", finding.Fact);
    }

    [Fact]
    public void A_template_that_cannot_be_read_is_told()
    {
        var finding = Assert.Single(Check(new ChatGguf { Template = "{{ bos_token }}\n{% for m in %}" }).Findings);
        Assert.Equal("ATT4361", finding.Code);
        Assert.Contains("(line 2, column 13 of the template)", finding.Fact);
    }

    [Theory]
    [InlineData(3, "qwen2", "is 263 'Ġthe' in training and 260 'Ġt' in the file")]
    [InlineData(5, "gpt-2", "is 49 '1' in training and 264 '12' in the file")]
    public void A_vocabulary_that_gives_other_tokens_is_told(int merges, string splits, string fact)
    {
        var finding = Assert.Single(Check(new ChatGguf { Merges = merges, Splits = splits }).Findings);
        Assert.Equal("ATT4362", finding.Code);
        Assert.Contains(fact, finding.Fact);
    }

    [Fact]
    public void An_end_token_behind_every_prompt_is_told()
    {
        var finding = Assert.Single(Check(new ChatGguf { AddsEnd = true }).Findings);
        Assert.Equal("ATT4362", finding.Code);
        Assert.Contains("is none in training and 259 '<|im_end|>' in the file", finding.Fact);
    }

    [Fact]
    public void A_vocabulary_that_cannot_be_read_does_not_hide_the_rest() =>
        Assert.Equal(["ATT4360", "ATT4029"], Check(new ChatGguf { Splits = "magic", Template = null }).Findings.Select(finding => finding.Code));

    [Theory]
    [InlineData(ChatGguf.End, "at '</s>' ")]
    [InlineData(null, "at no token ")]
    [InlineData(9999u, "at no token ")]
    public void A_stop_token_that_the_template_does_not_write_behind_answers_is_told(uint? stop, string fact)
    {
        // The template prints no eos_token, so its texts are the same.
        var finding = Assert.Single(Check(new ChatGguf { StopToken = stop }).Findings);
        Assert.Equal("ATT4363", finding.Code);
        Assert.Contains(fact, finding.Fact);
        Assert.Contains("ends an answer with '<|im_end|>'", finding.Fact);
        Assert.Equal("Set tokenizer.ggml.eos_token_id to 259.", finding.Remedy);
    }

    [Fact]
    public void The_token_that_ends_a_turn_may_be_named_beside_the_one_that_ends_a_text() =>
        Assert.Empty(Check(new ChatGguf { StopToken = ChatGguf.End, TurnStopToken = ChatGguf.TurnEnd }).Findings);

    [Fact]
    public void A_template_that_ends_answers_with_no_special_token_is_told()
    {
        var plain = ChatGguf.RightTemplate.Replace("{% endfor %}<|im_end|>", "{% endfor %}", StringComparison.Ordinal);
        var finding = Assert.Single(Check(new ChatGguf { Template = plain }, plain).Findings);
        Assert.Equal("ATT4363", finding.Code);
        Assert.Contains("with no special token", finding.Fact);
    }

    [Fact]
    public void A_begin_token_that_comes_twice_is_told()
    {
        var finding = Assert.Single(Check(new ChatGguf { AddsBegin = true }).Findings);
        Assert.Equal("ATT4364", finding.Code);
        Assert.Contains("'<s>' comes twice", finding.Fact);
    }

    [Fact]
    public void A_begin_token_that_was_not_trained_with_is_told()
    {
        var without = ChatGguf.RightTemplate.Replace("{{ bos_token }}", "", StringComparison.Ordinal);
        var finding = Assert.Single(Check(new ChatGguf { AddsBegin = true, Template = without }, without).Findings);
        Assert.Equal("ATT4364", finding.Code);
        Assert.Contains("was trained without it", finding.Fact);
    }

    [Fact]
    public void A_file_that_is_not_there_or_none_is_an_error()
    {
        var template = Trained(ChatGguf.RightTemplate);
        var tokenizer = TrainedTokenizer();
        Assert.Equal("ATT3001", Assert.Throws<AttuneException>(() => GgufTemplateCheck.Run(_folder.File("none.gguf"), template, tokenizer)).Code);
        File.WriteAllText(ModelFile, "no model");
        Assert.Equal("ATT4030", Assert.Throws<AttuneException>(() => GgufTemplateCheck.Run(ModelFile, template, tokenizer)).Code);
    }

    [Fact]
    public void A_template_of_the_training_that_refuses_everything_proves_nothing() =>
        Assert.Throws<TemplateRenderException>(() => Check(new ChatGguf(), "{{ raise_exception('no') }}"));

    // The folder and its file stop at </s>, which the template does not write; all else was converted rightly.
    [SharedTheory("golden/quantization/tiny-llama")]
    [InlineData("F16")]
    [InlineData("Q8_0")]
    [InlineData("Q4_K_M")]
    public void A_converted_model_has_the_texts_and_tokens_of_its_folder(string kind)
    {
        var folder = SharedData.Path("golden/quantization/tiny-llama");
        var settings = TokenizerConfig.Load(folder);
        var report = GgufTemplateCheck.Run(
            SharedData.Path($"golden/quantization/tiny-llama-{kind}.gguf"), ChatTemplate.Parse(settings.ChatTemplate!, settings.NamedTokens), Tokenizer.Load(folder));
        Assert.Equal("ATT4363", Assert.Single(report.Findings).Code);
        Assert.Equal(GoldenConversations.All.Count, report.Conversations);
    }

    private static ChatTemplate Trained(string source) =>
        ChatTemplate.Parse(source, new Dictionary<string, object?> { ["bos_token"] = "<s>", ["eos_token"] = "<|im_end|>" });

    private GgufTemplateReport Check(ChatGguf file, string trained = ChatGguf.RightTemplate)
    {
        var tokenizer = TrainedTokenizer();
        file.WriteTo(ModelFile);
        return GgufTemplateCheck.Run(ModelFile, Trained(trained), tokenizer);
    }

    /// <summary>The right vocabulary as a tokenizer.json.</summary>
    private Tokenizer TrainedTokenizer()
    {
        new ChatGguf().WriteTo(_folder.File("right.gguf"));
        Tokenizer.Load(_folder.File("right.gguf")).Save(_folder.File("tokenizer.json"));
        return Tokenizer.Load(_folder.File("tokenizer.json"));
    }
}
