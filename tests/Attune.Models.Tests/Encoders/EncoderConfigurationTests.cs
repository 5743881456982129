using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

public class EncoderConfigurationTests
{
    private const string Small = """
        {
          "architectures": ["BertForMaskedLM"], "model_type": "bert", "vocab_size": 32, "hidden_size": 16, "intermediate_size": 24,
          "num_hidden_layers": 1, "num_attention_heads": 4
        """;

    private const string Modern = """
        {
          "architectures": ["ModernBertModel"], "vocab_size": 32, "hidden_size": 16, "intermediate_size": 24,
          "num_hidden_layers": 5, "num_attention_heads": 4, "pad_token_id": 0
        """;

    [Fact]
    public void Absent_keys_have_the_defaults_of_the_reference()
    {
        var c = Read(Small + "}");
        Assert.Equal((512, 2, 1e-12, 0.02, 0), (c.MaxPositions, c.TokenTypeCount, c.NormEpsilon, c.InitializerRange, c.PadTokenId));
        Assert.Equal((0.1, 0.1, 0.1), (c.Dropout.Hidden, c.Dropout.Classifier, c.Dropout.Attention));
        Assert.Equal(["LABEL_0", "LABEL_1"], c.Labels.Names);
        Assert.Equal(LabelProblem.SingleLabel, c.Labels.Problem);
    }

    [Fact]
    public void Leftovers_of_published_files_pass()
    {
        var c = Read(Small + """
            , "directionality": "bidi", "pooler_type": "first_token_transform", "gradient_checkpointing": false,
            "position_embedding_type": "absolute", "transformers_version": "4.6.0.dev0", "use_cache": true}
            """);
        Assert.Equal(EncoderTask.MaskedLanguageModel, TaskOf(c));
    }

    [Fact]
    public void Deberta_in_the_spelling_of_published_files()
    {
        var c = Read("""
            {
              "model_type": "deberta-v2", "attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
              "hidden_size": 16, "initializer_range": 0.02, "intermediate_size": 30, "max_position_embeddings": 512,
              "relative_attention": true, "position_buckets": 256, "norm_rel_ebd": "layer_norm", "share_att_key": true,
              "pos_att_type": "p2c|c2p", "layer_norm_eps": 1e-7, "max_relative_positions": -1, "position_biased_input": false,
              "num_attention_heads": 4, "num_hidden_layers": 2, "type_vocab_size": 0, "vocab_size": 100
            }
            """);
        Assert.Equal("DebertaV2Model", c.Architecture);
        var options = c.Deberta!;
        Assert.Equal((256, 512, true, true, true, false), (options.Buckets, options.MaxDistance, options.HasKeys, options.HasQueries, options.NormsDistances, options.HasPositions));
    }

    private static EncoderTask TaskOf(EncoderConfiguration c) => EncoderFamilies.Get(c.Architecture).Task;

    [Fact]
    public void ModernBert_in_the_spelling_of_older_files()
    {
        var c = Read(Modern + """
            , "global_attn_every_n_layers": 2, "local_attention": 7, "global_rope_theta": 5000.0, "local_rope_theta": null,
            "classifier_pooling": "mean", "norm_bias": true, "layer_norm_eps": 1e-05, "position_embedding_type": "absolute",
            "reference_compile": true, "repad_logits_with_grad": false, "gradient_checkpointing": false}
            """);
        var options = c.ModernBert!;
        Assert.Equal([true, false, true, false, true], options.SeesAll);
        Assert.Equal((3, 5000, 5000), (options.WindowReach, options.GlobalRotary.Theta, options.LocalRotary.Theta));
        Assert.Equal((Pooling.Mean, true, false), (options.ClassifierPooling, options.Biases.Norms, options.Biases.Mlp));
        Assert.Equal(10000, Read(Modern + "}").ModernBert!.LocalRotary.Theta);
    }

    [Theory]
    [InlineData("""{"architectures": ["BertForQuestionAnswering"]}""", "ATT4104", "BertForSequenceClassification")]
    [InlineData("{}", "ATT4104", "names no encoder")]
    [InlineData(Small + """, "num_attention_heads": 5}""", "ATT4103", "no multiple of 5 heads")]
    [InlineData(Small + """, "position_embedding_type": "relative_key"}""", "ATT4105", "relative_key")]
    [InlineData(Small + """, "is_decoder": true}""", "ATT4105", "is_decoder")]
    [InlineData(Small + """, "tie_word_embeddings": false}""", "ATT4105", "tie_word_embeddings")]
    [InlineData(Small + """, "hidden_act": "laplace"}""", "ATT4105", "laplace")]
    [InlineData(Small + """, "relative_attention": true}""", "ATT4105", "relative_attention")]
    [InlineData(Small + """, "hidden_dropout_prob": 1.0}""", "ATT4103", "a share below 1")]
    [InlineData(Small + """, "problem_type": "guessing"}""", "ATT4103", "guessing")]
    [InlineData(Small + """, "id2label": {"0": "a", "2": "b"}}""", "ATT4103", "id2label")]
    [InlineData(Small + """, "pad_token_id": 32}""", "ATT4103", "pad_token_id")]
    [InlineData(Small + """, "num_labels": 2000000000}""", "ATT4103", "num_labels")]
    [InlineData(Small + """, "num_hidden_layers": 2000000000}""", "ATT4103", "num_hidden_layers")]
    [InlineData(Small + """, "max_position_embeddings": 2000000000}""", "ATT4103", "too large")]
    [InlineData(Modern + """, "layer_types": ["full_attention"]}""", "ATT4103", "layer_types")]
    [InlineData(Modern + """, "mlp_dropout": 0.1}""", "ATT4105", "mlp_dropout")]
    [InlineData(Modern + """, "classifier_pooling": "max"}""", "ATT4103", "cls or mean")]
    public void What_cannot_be_computed_is_refused(string json, string code, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Read(json));
        Assert.Equal(code, error.Code);
        Assert.Contains(fact, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.File);
    }

    [Fact]
    public void Labels_decide_on_the_problem_where_the_file_does_not()
    {
        Assert.Equal(LabelProblem.Regression, Read(Small + """, "id2label": {"0": "score"}}""").Labels.Problem);
        Assert.Equal(LabelProblem.SingleLabel, Read(Small + """, "num_labels": 3}""").Labels.Problem);
        Assert.Equal(
            LabelProblem.MultiLabel, Read(Small + """, "num_labels": 3, "problem_type": "multi_label_classification"}""").Labels.Problem);
    }

    private static EncoderConfiguration Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), json);
        return EncoderConfigurationFile.Read(folder.File("config.json"));
    }
}
