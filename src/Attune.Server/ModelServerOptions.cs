using System.Security.Cryptography;

namespace Attune.Server;

/// <summary>Where a server listens, what it asks of clients, and how much it takes on.</summary>
public sealed record ModelServerOptions
{
    /// <summary>The address to listen on.</summary>
    /// <value>127.0.0.1: this machine only.</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 for a free one.</summary>
    /// <value>8080.</value>
    public int Port { get; init; } = 8080;

    /// <summary>What clients must send as <c>Authorization: Bearer ...</c>.</summary>
    /// <value>Null: nothing.</value>
    public string? ApiKey { get; init; }

    /// <summary>How many sequences of a model are computed together.</summary>
    /// <value>4.</value>
    public int ConcurrentSequences { get; init; } = 4;

    /// <summary>How many requests for a model may wait; a further one is answered with status 429.</summary>
    /// <value>64.</value>
    public int QueuedRequests { get; init; } = 64;

    /// <summary>How long requests may go on after the server was asked to stop.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock.</summary>
    /// <value>The system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Random numbers: ids of answers, and seeds of requests that sample without one.</summary>
    /// <value>The operating system's.</value>
    public Func<ulong> Random { get; init; } = () => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <exception cref="AttuneException">ATT4451: a value is out of its range.</exception>
    internal void Check()
    {
        Require(Port is >= 0 and <= 65535, "port", Port, "from 0 to 65535");
        Require(ConcurrentSequences > 0, "number of concurrent sequences", ConcurrentSequences, "above 0");
        Require(QueuedRequests > 0, "number of queued requests", QueuedRequests, "above 0");

        static void Require(bool holds, string name, int value, string range)
        {
            if (!holds)
                throw new AttuneException("ATT4451", $"The server's {name} is {value}.", $"It must be {range}.");
        }
    }
}
