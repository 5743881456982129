using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

/// <summary>Published datasets as they are, each with what its file does not say of itself. Counts are those of their index page.</summary>
public class RealDatasetTests
{
    private static readonly DatasetFileOptions NoQuotes = new() { Format = DatasetFormat.Tsv, Quotes = false };

    [SharedTheory("data/ds-sts-paraphrase")]
    [InlineData("ds-bfcl/BFCL_v4_parallel.json", 200, "question")]
    [InlineData("ds-covidqa-faq/eval_question_similarity_en.csv", 0, "similar")]
    [InlineData("ds-covidqa-faq/faqs/faq_covidbert.csv", 0, "answer")]
    [InlineData("ds-gsm8k/train.jsonl", 7473, "answer")]
    [InlineData("ds-honeycomb/sample_data/alpaca_synth_queries.jsonl", 0, "conversations")]
    [InlineData("ds-honeycomb/sample_data/honeycomb_train.csv", 0, "full_completion")]
    [InlineData("ds-humaneval/HumanEval.jsonl.gz", 164, "prompt")]
    [InlineData("ds-preference/hh-rlhf/harmless-base/test.jsonl.gz", 2312, "chosen")]
    [InlineData("ds-preference/llamafactory/dpo_zh_demo.json", 300, "rejected")]
    [InlineData("ds-self-instruct/data/seed_tasks.jsonl", 175, "instances")]
    [InlineData("ds-spider/examples/dev.json", 1034, "query")]
    [InlineData("ds-truthfulqa/TruthfulQA.csv", 790, "Question")]
    [InlineData("ds-lm-text/ptb/ptb.test.txt", 3761, "text")]
    public void As_they_are(string path, int rows, string field) => Load(path, rows, field, new());

    [SharedTheory("data/ds-sts-paraphrase")]
    [InlineData("msr-paraphrase-corpus/msr_paraphrase_train.txt", 4076, "#1 String")]
    [InlineData("msr-paraphrase-corpus/msr_paraphrase_test.txt", 1725, "#2 String")]
    [InlineData("sick2014/SICK_train.txt", 4500, "relatedness_score")]
    [InlineData("sick2014/SICK_trial.txt", 500, "sentence_A")]
    [InlineData("sick2014/SICK_test_annotated.txt", 4927, "entailment_judgment")]
    public void Tables_without_quoting(string path, int rows, string field) => Load("ds-sts-paraphrase/" + path, rows, field, NoQuotes);

    [SharedTheory("data/ds-sts-paraphrase")]
    [InlineData("stsb-en-train.csv", 5749)]
    [InlineData("stsb-en-dev.csv", 1500)]
    [InlineData("stsb-en-test.csv", 1379)]
    [InlineData("stsb-de-test.csv", 1379)]
    public void Tables_without_a_header(string path, int rows) =>
        Load("ds-sts-paraphrase/" + path, rows, "score", new() { Columns = ["sentence1", "sentence2", "score"] });

    [SharedFact("data/ds-agnews-test/test.csv")]
    public void News_have_no_header()
    {
        var rows = Load("ds-agnews-test/test.csv", 7600, "title", new() { Columns = ["label", "title", "description"] });
        Assert.Equal(4, rows.Select(row => row.Value.Required("label").AsInt32()).Distinct().Count());
    }

    [SharedTheory("data/ds-rt-polarity")]
    [InlineData("rt-polarity.pos")]
    [InlineData("rt-polarity.neg")]
    public void Reviews_are_latin1(string name)
    {
        var options = new DatasetFileOptions { Format = DatasetFormat.Text, Encoding = DatasetEncoding.Latin1 };
        var rows = Load("ds-rt-polarity/" + name, 5331, "text", options);
        Assert.Contains(rows, row => row.Value.Required("text").AsString().Any(c => c is 'é' or 'ï' or 'ñ'));
    }

    /// <summary>The sample was cut inside a quoted cell.</summary>
    [SharedFact("data/ds-honeycomb/sample_data/queries.csv")]
    public void A_file_cut_inside_quotes_is_refused_at_the_quote()
    {
        var error = Assert.Throws<AttuneException>(() => Load("ds-honeycomb/sample_data/queries.csv", 0, "outcome", new()));
        Assert.Equal(("ATT3006", 2), (error.Code, error.Line));
    }

    [SharedFact("data/ds-bbh")]
    public void A_file_that_is_one_object_says_where_its_rows_are()
    {
        var error = Assert.Throws<AttuneException>(() => Load("ds-bbh/bbh/snarks.json", 0, "input", new()));
        Assert.Equal("ATT3005", error.Code);
        Assert.Contains("'examples'", error.Remedy);
    }

    /// <summary>A number of rows of 0 is any.</summary>
    private static List<DatasetRow> Load(string path, int rows, string field, DatasetFileOptions options)
    {
        var loaded = DatasetReader.Read(SharedData.Path("data/" + path), options).ToList();
        Assert.NotEmpty(loaded);
        if (rows > 0)
            Assert.Equal(rows, loaded.Count);
        Assert.All(loaded, row => Assert.NotNull(row.Value[field]));
        return loaded;
    }
}
