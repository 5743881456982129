using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi.Completions;

/// <summary>POST /v1/completions.</summary>
internal sealed class CompletionEndpoint(HostedModels models, ModelServerOptions options, AnswerResponse response)
{
    /// <summary>OpenAI's own default for this endpoint.</summary>
    private const int DefaultMaxTokens = 16;

    private static readonly CompletionShape Shape = new();

    public async Task HandleAsync(HttpContext context)
    {
        var request = await ReadAsync(context).ConfigureAwait(false);
        var sequences = request.ToSequences(DefaultMaxTokens, "prompt", options.Random);
        await response.SendAsync(context, request, sequences, Shape, "text_completion").ConfigureAwait(false);
    }

    private async Task<GenerationRequest> ReadAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var fields = new RequestFields(body.RootElement);
        var model = models.Get(fields.RequiredText("model"));
        UnsupportedFields.RefuseInCompletions(fields);
        var prompts = CompletionPrompts.Read(fields, model.Served);
        var sampling = SamplingFields.Read(fields);
        return new GenerationRequest(model, prompts, sampling, (int?)fields.Integer("max_tokens", 1, int.MaxValue));
    }
}
