using Attune.Pretrain.Tokenization;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Pretrain.Tests.Tokenization;

public class BaseFilesTests
{
    private static readonly Tokenizer s_tokenizer = Tokenizer.Load(Path.Combine(SharedData.RepositoryRoot, TinyModel.Folder));

    [Fact]
    public void The_special_tokens_have_the_first_ids()
    {
        Assert.Equal(TinyModel.VocabularySize, s_tokenizer.VocabularySize);
        for (int id = 0; id < TinyModel.SpecialTokens.Length; id++)
        {
            Assert.Equal(id, s_tokenizer.TokenToId(TinyModel.SpecialTokens[id]));
            Assert.True(s_tokenizer.IsSpecial(id));
        }
    }

    [Fact]
    public void Documents_survive_encoding_and_every_digit_is_a_token()
    {
        for (ulong index = 0; index < 300; index++)
        {
            string text = Pretrain.Corpus.Document(99, index).Rendered();
            Assert.Equal(text, s_tokenizer.Decode(s_tokenizer.Encode(text).Ids, skipSpecialTokens: false));
        }

        Assert.Equal(["2", "5", "0", "0"], s_tokenizer.Encode("2500").Ids.Select(id => s_tokenizer.IdToToken(id)));
    }

    [Fact]
    public void The_text_files_are_what_the_program_writes()
    {
        Assert.Equal(s_tokenizer.TokenToId(TinyModel.TurnEnd), TinyModel.Configuration.EndTokenIds[0]);
        Assert.Equal(s_tokenizer.TokenToId(TinyModel.Padding), TinyModel.Configuration.PadTokenId);
        using var folder = new TemporaryFolder();
        BaseFiles.Write(s_tokenizer, folder.Path);
        foreach (string name in new[] { "tokenizer.json", "tokenizer_config.json", "generation_config.json", "chat_template.jinja" })
        {
            string committed = Path.Combine(SharedData.RepositoryRoot, TinyModel.Folder, name);
            Assert.Equal(File.ReadAllText(committed), File.ReadAllText(folder.File(name)));
        }
    }
}
