using System.Threading.Channels;
using Attune.Models;

namespace Attune.Server.Engine;

/// <summary>One or several texts to write for one client, and the way they come back.</summary>
/// <param name="sequences">A prompt and its options for each text.</param>
/// <param name="cancellation">Says that the client has gone.</param>
internal sealed class EngineRequest(IReadOnlyList<EngineSequence> sequences, CancellationToken cancellation)
{
    /// <summary>Unbounded, as no more than the asked for tokens can come: the engine never waits for a slow client.</summary>
    private readonly Channel<EnginePiece> _pieces = Channel.CreateUnbounded<EnginePiece>(new() { SingleReader = true, SingleWriter = true });

    private int _ended;

    public IReadOnlyList<EngineSequence> Sequences { get; } = sequences;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What the engine writes, in its order; ends when all texts have ended, and throws what the engine failed with.</summary>
    public IAsyncEnumerable<EnginePiece> ReadAsync() => _pieces.Reader.ReadAllAsync(Cancellation);

    public void Give(EnginePiece piece)
    {
        _pieces.Writer.TryWrite(piece);
        if (piece.Reason is not null && ++_ended == Sequences.Count)
            _pieces.Writer.TryComplete();
    }

    public void Fail(Exception failure) => _pieces.Writer.TryComplete(failure);
}

/// <summary>One text to write.</summary>
/// <param name="Prompt">Its tokens.</param>
/// <param name="Options">How to go on.</param>
internal sealed record EngineSequence(int[] Prompt, GenerationOptions Options);

/// <summary>A step of one text.</summary>
/// <param name="Sequence">Which of the request's.</param>
/// <param name="Text">What it adds; may be empty.</param>
/// <param name="Reason">Why the text has ended; null while it goes on.</param>
/// <param name="Tokens">How many tokens the text has by now.</param>
internal readonly record struct EnginePiece(int Sequence, string Text, FinishReason? Reason, int Tokens);
