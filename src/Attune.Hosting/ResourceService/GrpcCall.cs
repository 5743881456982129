using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Attune.Hosting.ResourceService;

/// <summary>
/// One call in gRPC's framing over HTTP/2: each message is one byte (0: not compressed), its length in four bytes, big end
/// first, and the message. See the protocol's page "gRPC over HTTP2".
/// </summary>
internal sealed class GrpcCall(HttpContext http)
{
    private const int PrefixLength = 5;

    /// <summary>gRPC's own default; the dashboard sends requests of a few hundred bytes.</summary>
    private const int LongestMessage = 4 * 1024 * 1024;

    public CancellationToken Cancellation => http.RequestAborted;

    /// <summary>Sends the headers, which some clients wait for before they send anything.</summary>
    public Task StartAsync() => http.Response.StartAsync(Cancellation);

    /// <summary>The next message, or null at the end of the stream.</summary>
    public async Task<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(Cancellation).ConfigureAwait(false);
            if (TryParse(result.Buffer, parser, out var message, out var consumed))
            {
                reader.AdvanceTo(consumed);
                return message;
            }

            if (result.IsCompleted)
                return result.Buffer.IsEmpty ? null : throw new GrpcException(GrpcStatus.InvalidArgument, "The stream ends within a message.");
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>The only message of a call that has one.</summary>
    public async Task<T> ReadOneAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        await ReadAsync(parser).ConfigureAwait(false) ?? throw new GrpcException(GrpcStatus.InvalidArgument, "The request has no message.");

    public async Task WriteAsync(IMessage message)
    {
        Frame(http.Response.BodyWriter, message);
        await http.Response.BodyWriter.FlushAsync(Cancellation).ConfigureAwait(false);
    }

    private static void Frame(PipeWriter writer, IMessage message)
    {
        var length = message.CalculateSize();
        var span = writer.GetSpan(PrefixLength + length);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        message.WriteTo(span.Slice(PrefixLength, length));
        writer.Advance(PrefixLength + length);
    }

    private static bool TryParse<T>(ReadOnlySequence<byte> buffer, MessageParser<T> parser, out T? message, out SequencePosition consumed)
        where T : class, IMessage<T>
    {
        (message, consumed) = (null, buffer.Start);
        if (buffer.Length < PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        if (prefix[0] != 0)
            throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not understood.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > LongestMessage)
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"The message has {length} bytes, and {LongestMessage} are allowed.");
        if (buffer.Length < PrefixLength + length)
            return false;
        var body = buffer.Slice(PrefixLength, length);
        try
        {
            message = parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, e.Message);
        }

        consumed = body.End;
        return true;
    }
}
