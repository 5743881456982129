using System.Globalization;
using Attune.Hosting.Running;

namespace Attune.Hosting.Dashboard;

/// <summary>Where the dashboard listens.</summary>
/// <param name="FrontEnd">For the browser.</param>
/// <param name="OtlpGrpc">For telemetry by gRPC.</param>
/// <param name="OtlpHttp">For telemetry by HTTP, which every language's exporter has.</param>
internal sealed record DashboardAddresses(string FrontEnd, string OtlpGrpc, string OtlpHttp)
{
    /// <summary>The dashboard's usual port, so that a bookmark works.</summary>
    private const int UsualPort = 18888;

    /// <param name="port">The front end's port; 0: the usual one where it is free, else another.</param>
    /// <param name="ports">Gives the other ports.</param>
    public static DashboardAddresses Choose(int port, FreePorts ports) =>
        new(Local(port == 0 ? ports.Prefer(UsualPort) : port), Local(ports.Next()), Local(ports.Next()));

    /// <summary>The same, but with other pages where somebody has taken their port in the meantime: two hosts that start at once see it free.</summary>
    /// <param name="port">What the host was asked for; a port of somebody's choice stays.</param>
    /// <param name="ports">Gives the other port.</param>
    public DashboardAddresses ForNextStart(int port, FreePorts ports) =>
        port == 0 && !FreePorts.IsFree(new Uri(FrontEnd).Port) ? this with { FrontEnd = Local(ports.Next()) } : this;

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
}
