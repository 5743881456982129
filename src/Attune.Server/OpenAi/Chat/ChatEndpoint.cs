using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi.Chat;

/// <summary>POST /v1/chat/completions.</summary>
internal sealed class ChatEndpoint(HostedModels models, ModelServerOptions options, AnswerResponse response)
{
    private static readonly ChatShape Shape = new();

    public async Task HandleAsync(HttpContext context)
    {
        var (request, defaultMaxTokens) = await ReadAsync(context).ConfigureAwait(false);
        var sequences = request.ToSequences(defaultMaxTokens, "messages", options.Random);
        await response.SendAsync(context, request, sequences, Shape, "chat").ConfigureAwait(false);
    }

    private async Task<(GenerationRequest Request, int DefaultMaxTokens)> ReadAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        var fields = new RequestFields(body.RootElement);
        var model = models.Get(fields.RequiredText("model"));
        UnsupportedFields.RefuseInChat(fields);
        var conversation = ChatMessages.Read(fields);
        var sampling = SamplingFields.Read(fields);
        var maxTokens = fields.Integer("max_completion_tokens", 1, int.MaxValue) ?? fields.Integer("max_tokens", 1, int.MaxValue);
        try
        {
            var prompt = model.Served.EncodePrompt(conversation);
            return (new GenerationRequest(model, [prompt], sampling, (int?)maxTokens), model.Served.DefaultMaxTokens);
        }
        catch (AttuneException refusal)
        {
            // The template's own words, such as that roles must alternate.
            throw ApiException.Invalid(refusal.Message, "messages", refusal.Code);
        }
    }
}
