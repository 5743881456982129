using System.Net;
using System.Net.Sockets;

namespace Attune.Hosting.Running;

/// <summary>Finds ports of this machine that nobody listens on, and gives none twice.</summary>
internal sealed class FreePorts
{
    private readonly HashSet<int> _given = [];

    /// <summary>Whether nobody listens on a port of this machine's own addresses, which <c>localhost</c> means.</summary>
    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    /// <summary>The given port where it is free, else another one.</summary>
    public int Prefer(int port)
    {
        if (!IsFree(port))
            return Next();
        lock (_given)
            return _given.Add(port) ? port : Next();
    }

    /// <remarks>Between this and the process that binds it another program may take the port; the process then says so.</remarks>
    public int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (_given)
            {
                if (_given.Add(port))
                    return port;
            }
        }
    }

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException e)
        {
            // A machine may know the protocol and have no such address; nobody listens there then.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
