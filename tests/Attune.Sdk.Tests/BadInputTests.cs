using System.Net;
using System.Net.Sockets;
using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>What users get wrong, each in a real project: one clear error with place and remedy, and nothing lost.</summary>
public sealed class BadInputTests(BadInputTests.BuiltProject built) : IClassFixture<BadInputTests.BuiltProject>
{
    public static TheoryData<string> Names => [.. BadInput.All.Select(input => input.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_told_at_its_place_and_the_program_fails(string name)
    {
        var input = BadInput.All.Single(candidate => candidate.Name == name);
        built.Restore();
        input.Spoil(built.Project);
        var run = built.Project.Program("tune", "--project", built.Project.Folder, "--threads", "1");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.All(input.Expected, text => Assert.Contains(text.Replace("{folder}", built.Project.Folder, StringComparison.Ordinal), run.Output));
        Assert.DoesNotContain("   at ", run.Output);
        Assert.DoesNotContain("Exception", run.Output);
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_and_the_one_before_is_taken()
    {
        built.Restore();
        built.Project.Program("tune", "--project", built.Project.Folder, "--threads", "1").MustSucceed();
        var undisturbed = built.Project.LockedWeights();
        built.Restore();
        InterruptionTests.KillAfterCheckpoints(built.Project, count: 2);
        var newest = Directory.GetDirectories(built.Project.PathOf(".attune"), "step-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var weights = Path.Combine(newest, "weights.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 0x55;
        File.WriteAllBytes(weights, bytes);

        var run = built.Project.Program("tune", "--project", built.Project.Folder, "--threads", "1").MustSucceed();
        Assert.Contains("is damaged (weights.safetensors", run.Output);
        Assert.Contains("Going on from the checkpoint of step", run.Output);
        Assert.Equal(undisturbed, built.Project.LockedWeights());
    }

    [Fact]
    public void A_port_in_use_is_told_before_a_model_is_loaded()
    {
        built.Restore();
        File.Delete(built.Project.PathOf("base/model.safetensors"));
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var run = built.Project.Program("serve", "--project", built.Project.Folder, "--base", "--port", $"{port}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"error ATT4450: The server cannot listen on 127.0.0.1:{port}", run.Output);
        Assert.DoesNotContain("ATT4102", run.Output);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1025")]
    public void A_number_of_threads_that_there_cannot_be_is_wrong_usage(string threads)
    {
        built.Restore();
        var run = built.Project.Program("check", "--project", built.Project.Folder, "--threads", threads);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--threads is a count from 0 to 1024.", run.Output);
        Assert.DoesNotContain("held out", run.Output);
    }

    /// <summary>One build serves all cases; what they spoil lies beside the program, not in it.</summary>
    public sealed class BuiltProject : IDisposable
    {
        public BuiltProject()
        {
            Project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 60));
            Project.Build("-p:AttuneCheckOnBuild=false").MustSucceed();
        }

        internal TuningProject Project { get; } = new();

        internal void Restore()
        {
            Remove(".attune");
            Remove("attune.lock.json");
            Remove("data");
            Remove("base");
            Project.WriteRows(TuningProject.Rows());
            TinyBase.Write(Project.PathOf("base"), TuningProject.Rows());
        }

        public void Dispose() => Project.Dispose();

        private void Remove(string name)
        {
            var path = Project.PathOf(name);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
    }
}
