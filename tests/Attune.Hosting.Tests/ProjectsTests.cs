using System.Diagnostics;
using Attune.TestSupport;

namespace Attune.Hosting.Tests;

/// <summary>A host project's references become types, by the targets that the package brings.</summary>
public sealed class ProjectsTests
{
    [Fact]
    public void A_host_project_names_its_projects_by_type()
    {
        using var folder = new TemporaryFolder();
        var root = SharedData.RepositoryRoot;
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets" })
            File.WriteAllText(folder.File(name), "<Project />");
        foreach (var name in new[] { "Support.Bot", "7Days" })
        {
            Directory.CreateDirectory(folder.File(name));
            File.WriteAllText(folder.File($"{name}/{name}.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        }

        Directory.CreateDirectory(folder.File("Host"));
        File.WriteAllText(folder.File("Host/Host.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{root}/src/Attune.Hosting/bin/Debug/net10.0/Attune.Hosting.dll" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <ProjectReference Include="../Support.Bot/Support.Bot.csproj" />
                <ProjectReference Include="../7Days/7Days.csproj" />
              </ItemGroup>
              <Import Project="{root}/src/Attune.Hosting/build/Attune.Hosting.targets" />
            </Project>
            """);
        File.WriteAllText(folder.File("Host/Program.cs"), """
            var builder = Attune.Hosting.AttuneHost.CreateBuilder(args);
            Console.WriteLine(builder.AddTuningProject<Projects.Support_Bot>("support-bot").ProjectFile);
            Console.WriteLine(builder.AddTuningProject<Projects._7Days>("days").ProjectFile);
            """);
        Dotnet("build", folder.File("Host"), "--nologo", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        var output = Dotnet("exec", folder.File("Host/bin/Debug/net10.0/Host.dll"));
        Assert.Equal(
            [folder.File("Support.Bot/Support.Bot.csproj"), folder.File("7Days/7Days.csproj")],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
