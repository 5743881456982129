using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.Http;

/// <summary>Sends events as <c>text/event-stream</c>, each at once; headers go with the first.</summary>
internal sealed class ServerSentEvents(HttpContext context)
{
    private static readonly byte[] s_data = "data: "u8.ToArray(), s_end = "\n\n"u8.ToArray();

    public async Task SendAsync(ReadOnlyMemory<byte> data)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache";
        }

        var body = context.Response.BodyWriter;
        body.Write(s_data);
        body.Write(data.Span);
        body.Write(s_end);
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The event that ends a stream of OpenAI's API.</summary>
    public Task EndAsync() => SendAsync(Encoding.ASCII.GetBytes("[DONE]"));
}
