using System.Globalization;
using System.Text;
using System.Text.Json;
using Attune.Training;

namespace Attune.Pretrain.Training;

/// <summary>The README of the model folder: data, model, figures of the run, loss curve, limits.</summary>
internal static class ModelCard
{
    private const int CurveRows = 16;

    public static string Write(TrainPlan plan, TrainingResult result, TokenCorpus corpus, int threads, string metricsPath)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # attune/tiny

            A language model of {ParameterCount() / 1e6:0.0} million parameters, made to be tuned for narrow tasks on a CPU: text to label, text to JSON,
            short answers. On its own it is of little use: it has read only text that a grammar wrote.

            - **Architecture**: Llama, hidden 256, 5 layers, 4 heads (2 key/value), feed-forward 640, tied embeddings, context {TinyModel.ContextLength}, bfloat16.
            - **Tokenizer**: byte-level BPE, {TinyModel.VocabularySize} tokens, one token per digit. Chat form: ChatML, stop token `<|im_end|>`.
            - **Data**: {corpus.DocumentCount:N0} documents, {corpus.TokenCount / 1e6:0.0} million tokens, written by the grammars in `samples/Pretrain/Corpus`, about half of it
              chats. No text by others is in it, so neither are their licences. Names of people and companies are invented.
            - **Training**: {result.Steps:N0} steps of up to {plan.BatchSize * TinyModel.ContextLength:N0} tokens, AdamW with rate {plan.LearningRate:0.####}, weight decay 0.1, cosine after
              warm-up, seed {plan.Seed}; {result.Elapsed.TotalMinutes:0} minutes on {threads} CPU threads ({result.Tokens / Math.Max(1, result.Elapsed.TotalSeconds):0} tokens/s).
            - **Validation loss** (other text of the same grammars): {result.BestValidationLoss:0.000} nats per token.
            - **Licence**: MIT, like the code.

            ## Loss

            | step | training loss | validation loss |
            |---:|---:|---:|

            """);
        AppendCurve(card, metricsPath);
        card.Append("""

            ## Limits

            It knows little about the world, does arithmetic badly, and is English only. What it writes untuned is fluent nonsense.
            Tune it, measure it on held-out rows, and use it for that one task.

            ## Made again

            ```
            dotnet run -c Release --project samples/Pretrain -- tokenizer
            dotnet run -c Release --project samples/Pretrain -- train --steps 
            """);
        card.Append(CultureInfo.InvariantCulture, $"{plan.Steps} --batch {plan.BatchSize} --rate {plan.LearningRate} --seed {plan.Seed}\n```\n\nThe same command gives the same weights, bit for bit, for any number of threads.\n");
        return card.ToString();
    }

    private static long ParameterCount()
    {
        var c = TinyModel.Configuration;
        long attention = (2L * c.HiddenSize * c.HeadCount * c.HeadDimension) + (2L * c.HiddenSize * c.KeyValueHeadCount * c.HeadDimension);
        long layer = attention + (3L * c.HiddenSize * c.IntermediateSize) + (2L * c.HiddenSize);
        return ((long)c.VocabularySize * c.HiddenSize) + (c.LayerCount * layer) + c.HiddenSize;
    }

    private static void AppendCurve(StringBuilder card, string metricsPath)
    {
        var losses = new Dictionary<int, double>();
        var validation = new List<(int Step, double Loss)>();
        foreach (string line in File.ReadLines(metricsPath))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            int step = json.RootElement.GetProperty("step").GetInt32();
            if (json.RootElement.TryGetProperty("validationLoss", out JsonElement value))
                validation.Add((step, value.GetDouble()));
            else
                losses[step] = json.RootElement.GetProperty("loss").GetDouble();
        }

        int every = Math.Max(1, (validation.Count + CurveRows - 1) / CurveRows);
        for (int i = 0; i < validation.Count; i++)
        {
            if (i % every == 0 || i == validation.Count - 1)
                card.Append(CultureInfo.InvariantCulture, $"| {validation[i].Step} | {losses.GetValueOrDefault(validation[i].Step):0.000} | {validation[i].Loss:0.000} |\n");
        }
    }
}
