using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Long pieces cut where no merge joins, against the same pieces merged as a whole.</summary>
public class MergeBordersTests
{
    [Fact]
    public void Parts_give_the_tokens_of_the_whole()
    {
        var random = new Random(31);
        for (var run = 0; run < 30; run++)
        {
            var tokens = "<unk> a b c d e".Split(' ').ToList();
            var merges = new List<(int, int, int)>();
            while (tokens.Count < 40)
            {
                var (left, right) = (random.Next(1, tokens.Count), random.Next(1, tokens.Count));
                if (tokens.Contains(tokens[left] + tokens[right]))
                    continue;
                merges.Add((left, right, tokens.Count));
                tokens.Add(tokens[left] + tokens[right]);
            }

            var vocabulary = new Vocabulary(tokens.Select((token, id) => (token, id)).ToDictionary());
            var options = new BpeOptions { UnknownToken = "<unk>", FuseUnknown = true };
            var model = new BpeModel(vocabulary, merges, options);
            var text = string.Concat(Enumerable.Range(0, 700).Select(_ => (char)('a' + random.Next(random.Next(20) == 0 ? 7 : 5))));
            Assert.Equal(Tokens(new BpeSplitter(model), text), Tokens(model.CreateSplitter(), text));
        }
    }

    [SharedFact("data/tok-hf-json/phi-3-mini")]
    public void Published_tokenizers_too()
    {
        var model = Tokenizer.Load(SharedData.Path("data/tok-hf-json/phi-3-mini")).Parts.Model;
        foreach (var file in new[] { "golden/tokenizers/training/corpus.txt", "golden/tokenizers/README.md" })
        {
            var text = File.ReadAllText(SharedData.Path(file)).Replace(' ', '▁');
            Assert.Equal(Tokens(new BpeSplitter((BpeModel)model), text), Tokens(model.CreateSplitter(), text));
        }
    }

    private static string Tokens(PieceSplitter splitter, string text)
    {
        var tokens = new TokenBuffer();
        splitter.Split(text, areBytes: false, tokens);
        return string.Join(' ', tokens.Ids.ToArray()) + string.Join(' ', tokens.Offsets.ToArray());
    }
}
