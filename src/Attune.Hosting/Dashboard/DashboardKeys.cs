using System.Security.Cryptography;

namespace Attune.Hosting.Dashboard;

/// <summary>The keys of one run: who opens the dashboard, who may watch the rows, who may send telemetry. 128 bits each.</summary>
internal sealed record DashboardKeys(string Browser, string ResourceService, string Telemetry)
{
    private const int Digits = 32;

    public static DashboardKeys Create() => new(Key(), Key(), Key());

    private static string Key() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);
}
