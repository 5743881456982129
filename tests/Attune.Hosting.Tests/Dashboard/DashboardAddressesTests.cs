using System.Net;
using System.Net.Sockets;
using Attune.Hosting.Dashboard;
using Attune.Hosting.Running;

namespace Attune.Hosting.Tests.Dashboard;

public sealed class DashboardAddressesTests
{
    [Fact]
    public void Pages_move_where_their_port_was_taken_and_nobody_chose_it()
    {
        var ports = new FreePorts();
        var addresses = DashboardAddresses.Choose(0, ports);
        var port = new Uri(addresses.FrontEnd).Port;
        Assert.Same(addresses, addresses.ForNextStart(0, ports));
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        var moved = addresses.ForNextStart(0, ports);
        Assert.NotEqual(addresses.FrontEnd, moved.FrontEnd);
        Assert.True(FreePorts.IsFree(new Uri(moved.FrontEnd).Port));
        Assert.Equal((addresses.OtlpGrpc, addresses.OtlpHttp), (moved.OtlpGrpc, moved.OtlpHttp));
        Assert.Same(addresses, addresses.ForNextStart(port, ports));
    }
}
