using Attune.Packages.Tests.Support;

namespace Attune.Packages.Tests;

/// <summary>What a user does first: install the templates, make a project, build, tune, test, ask.</summary>
[Collection(PackageCollection.Name)]
public sealed class TemplateTests(PackageFeed feed)
{
    [EndToEndTheory]
    [InlineData("attune", "Ticket-Search", "SearchModel", "Translate the request into a ticket search.", "urgent tickets from Cedar Bank about invoices", "\"priority\":\"Urgent\"")]
    [InlineData("attune-classifier", "Topics", "TopicModel", "Name the topic of the message.", "where is the radio, it should have arrived", "Shipping")]
    [InlineData("attune-chat", "Lantern", "ShopModel", "You answer visitors of the Lantern bookshop in short sentences.", "when do you close?", "18")]
    public async Task A_project_of_a_template_builds_tunes_passes_its_tests_and_answers(
        string template, string name, string model, string system, string question, string expected)
    {
        using var machine = new UserMachine(feed);
        machine.InstallTemplates(feed);
        machine.New(template, name);

        machine.Run(name, "build", "-warnaserror").MustSucceed();
        var untuned = machine.Run(name, "test", "--no-build");
        Assert.NotEqual(0, untuned.ExitCode);
        Assert.Contains("has not been tuned", untuned.Output, StringComparison.Ordinal);

        var tuned = machine.Run(name, "build", "-warnaserror", "-t:Tune").MustSucceed();
        Assert.Contains("passed", tuned.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(machine.Project(name), name, "attune.lock.json")));
        machine.Run(name, "test").MustSucceed();

        var answer = machine.Run(name, "run", "--no-build", "--project", name, "--", "ask", question).MustSucceed();
        Assert.Contains(expected, answer.Output, StringComparison.Ordinal);
        Assert.Contains(model, machine.Run(name, "run", "--no-build", "--project", name, "--", "plan").MustSucceed().Output, StringComparison.Ordinal);

        var port = ModelServerProcess.FreePort();
        using var server = new ModelServerProcess(machine.Start(name, "run", "--no-build", "--project", name, "--", "serve", "--port", $"{port}"), port);
        Assert.Contains(expected, await server.AskAsync(model, system, question), StringComparison.Ordinal);
    }

    [EndToEndFact]
    public async Task A_host_tunes_evaluates_and_serves_a_project()
    {
        using var machine = new UserMachine(feed);
        machine.InstallTemplates(feed);
        machine.New("attune-classifier", "Topics", "--tests", "false");
        var port = ModelServerProcess.FreePort();
        machine.New("attune-apphost", "Topics-Host", "--tuning-project", "../Topics/Topics", "--port", $"{port}");
        machine.Run("Topics-Host", "build", "-warnaserror").MustSucceed();

        using var host = new ModelServerProcess(machine.Start("Topics-Host", "run", "--no-build"), port);
        Assert.Equal("Returns", await host.AskAsync("TopicModel", "Name the topic of the message.", "I want to send the desk back"));
        Assert.True(File.Exists(machine.Project("Topics/Topics/attune.lock.json")));
    }

    [Fact]
    public void Options_leave_out_the_tests_and_name_another_base()
    {
        using var machine = new UserMachine(feed);
        machine.InstallTemplates(feed);
        machine.New("attune", "Searches", "--tests", "false", "--base", "models/mine");

        Assert.False(Directory.Exists(machine.Project("Searches/Searches.Tests")));
        Assert.DoesNotContain("Tests", File.ReadAllText(machine.Project("Searches/Searches.slnx")), StringComparison.Ordinal);
        Assert.Contains("Base = \"models/mine\"", File.ReadAllText(machine.Project("Searches/Searches/SearchModel.cs")), StringComparison.Ordinal);

        // The analyzer knows what is there: the base is an error at its place, not a failure of a later run.
        Assert.Contains("ATT2010", machine.Run("Searches", "build").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_of_the_first_template_still_builds()
    {
        using var machine = new UserMachine(feed);
        Copy(Path.Combine(TestSupport.SharedData.RepositoryRoot, "tests", "Attune.Packages.Tests", "Frozen", "0.1.0"), machine.Project("Old"));
        foreach (var project in Directory.GetFiles(machine.Project("Old"), "*.csproj", SearchOption.AllDirectories))
            File.WriteAllText(project, File.ReadAllText(project).Replace("Attune.Sdk/0.1.0", "Attune.Sdk/" + feed.Version, StringComparison.Ordinal));

        machine.Run("Old", "build", "-warnaserror").MustSucceed();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
