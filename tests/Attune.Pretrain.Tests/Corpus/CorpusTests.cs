using System.Text.Json;
using Attune.Pretrain.Families;
using Attune.Pretrain.Grammars;
using Attune.Pretrain.Questions;
using Attune.Pretrain.Statistics;
using Attune.Pretrain.Vocabulary;

namespace Attune.Pretrain.Tests.Writing;

public class CorpusTests
{
    private static readonly List<CorpusDocument> s_documents = [.. Pretrain.Corpus.Documents(seed: 3, characters: 3_000_000)];

    [Fact]
    public void A_document_depends_on_seed_and_index_only()
    {
        for (int index = 0; index < 200; index++)
        {
            Assert.Equal(s_documents[index].Rendered(), Pretrain.Corpus.Document(3, (ulong)index).Rendered());
            Assert.NotEqual(s_documents[index].Rendered(), Pretrain.Corpus.Document(4, (ulong)index).Rendered());
        }
    }

    [Fact]
    public void Every_family_writes_and_about_half_of_the_text_is_chat()
    {
        Assert.Equal(FamilyList.All.Select(family => family.Name).Order(), s_documents.Select(document => document.Family).Distinct().Order());
        var statistics = Measured();
        Assert.InRange(statistics.ChatShare, 0.4, 0.6);
    }

    [Fact]
    public void The_text_hardly_repeats_itself()
    {
        var statistics = Measured();
        Assert.True(statistics.DistinctDocumentShare > 0.99, $"{statistics.DistinctDocumentShare:P2} distinct documents");
        Assert.True(statistics.DistinctGramShare > 0.9, $"{statistics.DistinctGramShare:P1} distinct 8-grams");
        Assert.True(statistics.DistinctWords > 6000, $"{statistics.DistinctWords} distinct words");
    }

    [Fact]
    public void Every_rule_that_a_rule_names_exists() => Assert.Empty(English.Grammar.Undefined());

    [Fact]
    public void No_template_mark_and_no_special_token_is_left_in_the_text()
    {
        foreach (CorpusDocument document in s_documents)
        {
            IEnumerable<string> bodies = document.Messages?.Select(message => message.Content!) ?? [document.Text!];
            foreach (string body in bodies)
            {
                Assert.DoesNotContain("<|", body, StringComparison.Ordinal);
                Assert.DoesNotContain("#1", body, StringComparison.Ordinal);
                Assert.DoesNotContain("{0}", body, StringComparison.Ordinal);
                Assert.NotEmpty(body);
            }
        }
    }

    [Fact]
    public void Answers_that_are_asked_for_as_JSON_are_JSON()
    {
        var answers = s_documents.Where(document => document.Family is "chat/query" or "chat/extract" or "chat/table" or "chat/label-json")
            .SelectMany(document => document.Messages!).Where(message => message.Role == "assistant").ToList();
        Assert.True(answers.Count > 1000);
        foreach (string answer in answers.Select(message => message.Content!))
        {
            using JsonDocument json = JsonDocument.Parse(answer);
            Assert.True(json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        }
    }

    /// <summary>The sample's score before tuning shall say what the base model brings along, not what it has read.</summary>
    [Fact]
    public void Neither_the_questions_nor_the_form_of_the_sample_occur()
    {
        var questions = QuestionFile.Rows().Select(row => row.Text).Where(text => text.Length > 25).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (string text in s_documents.Where(document => document.Messages is not null).SelectMany(document => document.Messages!).Select(message => message.Content!))
        {
            Assert.DoesNotContain(text, questions);
            Assert.DoesNotContain("\"calculate\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"breakdowns\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("into a query", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static CorpusStatistics Measured()
    {
        var statistics = new CorpusStatistics();
        s_documents.ForEach(statistics.Add);
        return statistics;
    }

    [Theory]
    [InlineData("city", "pl", "cities")]
    [InlineData("knife", "pl", "knives")]
    [InlineData("box of tea", "pl", "box of teas")]
    [InlineData("stop", "ed", "stopped")]
    [InlineData("visit", "ed", "visited")]
    [InlineData("carry on", "s", "carries on")]
    [InlineData("write", "ing", "writing")]
    [InlineData("take off", "en", "taken off")]
    [InlineData("hour", "a", "an hour")]
    [InlineData("user", "a", "a user")]
    [InlineData("big", "er", "bigger")]
    [InlineData("expensive", "est", "most expensive")]
    [InlineData("Unit price", "snake", "unit_price")]
    [InlineData("happy", "ly", "happily")]
    public void Words_are_inflected(string word, string form, string expected) => Assert.Equal(expected, Inflection.Inflect(word, form));
}
