using Attune.Hosting.Declarations;
using Attune.Hosting.Tests.Support;
using Attune.TestSupport;

namespace Attune.Hosting.Tests.Declarations;

public sealed class BuilderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("größe")]
    public void A_bad_name_is_refused(string name) =>
        Assert.Equal("ATT4400", Assert.Throws<HostingException>(() => Hosts.Builder().AddExecutable(name, "true")).Code);

    [Fact]
    public void Two_resources_with_one_name_are_refused()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("server", "true");
        var e = Assert.Throws<HostingException>(() => builder.AddExecutable("Server", "true"));
        Assert.Equal("attune: error ATT4400: There are two resources named 'Server'. Give one of them another name.", e.ToString());
    }

    [Fact]
    public void A_circle_of_waits_is_refused_and_shown()
    {
        var builder = Hosts.Builder();
        var a = builder.AddExecutable("a", "true");
        var b = builder.AddExecutable("b", "true").WaitFor(a);
        var c = builder.AddExecutable("c", "true").WaitForCompletion(b);
        a.WaitFor(c);
        var e = Assert.Throws<HostingException>(builder.Build);
        Assert.Equal("ATT4402", e.Code);
        Assert.Contains("a waits for c waits for b waits for a", e.Message);
    }

    [Fact]
    public void Waiting_for_another_hosts_resource_is_refused()
    {
        var builder = Hosts.Builder();
        builder.AddExecutable("a", "true").WaitFor(Hosts.Builder().AddExecutable("b", "true"));
        Assert.Equal("ATT4402", Assert.Throws<HostingException>(builder.Build).Code);
    }

    [Fact]
    public void A_project_is_found_by_file_or_folder()
    {
        using var folder = new TemporaryFolder();
        var builder = Hosts.Builder(folder.Path);
        Assert.Equal("ATT4401", Assert.Throws<HostingException>(() => builder.AddTuningProject("none", "nowhere")).Code);
        Assert.Equal("ATT4401", Assert.Throws<HostingException>(() => builder.AddTuningProject("empty", ".")).Code);
        File.WriteAllText(folder.File("Bot.csproj"), "<Project />");
        Assert.Equal(folder.File("Bot.csproj"), builder.AddTuningProject("bot", ".").ProjectFile);
        File.WriteAllText(folder.File("Other.csproj"), "<Project />");
        var several = Assert.Throws<HostingException>(() => builder.AddTuningProject("two", "."));
        Assert.Equal($"{folder.Path}/.: error ATT4401: The folder has several project files: Bot.csproj, Other.csproj. Name one of them.".Replace("/.:", ":", StringComparison.Ordinal), several.ToString());
        Assert.Equal(folder.File("Other.csproj"), builder.AddTuningProject("other", "Other.csproj").ProjectFile);
        Assert.Equal(folder.File("Bot.csproj"), builder.AddTuningProject<Bot>("typed").ProjectFile);
    }

    [Fact]
    public void Command_lines_of_MSBuild_are_split_and_changed()
    {
        var words = CommandLine.Split("--project \"/a b/c\"  --threads 0 --warnaserror \"\"");
        Assert.Equal(["--project", "/a b/c", "--threads", "0", "--warnaserror", ""], words);
        CommandLine.Set(words, "--threads", "2");
        CommandLine.Set(words, "--recipe", "R");
        Assert.Equal(["--project", "/a b/c", "--threads", "2", "--warnaserror", "", "--recipe", "R"], words);
    }

    [Theory]
    [InlineData("SupportBot", "support-bot")]
    [InlineData("NLQuery", "nl-query")]
    [InlineData("Acme.Banking77", "acme-banking77")]
    [InlineData("7days", "project-7days")]
    [InlineData("__", "project")]
    public void Projects_give_resources_their_names(string project, string name)
    {
        Assert.Equal(name, ResourceNames.Of(project, _ => false));
        Assert.Equal(name + "-3", ResourceNames.Of(project, taken => taken == name || taken == name + "-2"));
        Assert.True(ResourceDefinition.IsName(name));
    }

    [Fact]
    public void A_folders_tuning_projects_are_found()
    {
        using var folder = new TemporaryFolder();
        void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
            File.WriteAllText(folder.File(path), text);
        }

        Assert.Equal("ATT4407", Assert.Throws<HostingException>(() => Hosts.Builder(folder.Path).AddTuningProjects()).Code);
        Write("a/Bot.csproj", "<Project Sdk=\"Attune.Sdk/0.1.0\" />");
        Write("b/Bot.csproj", "<Project><Import Project=\"../Attune.Sdk/Sdk/Sdk.props\" /></Project>");
        Write("c/Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Write("d/Broken.csproj", "<Project Sdk=\"Attune.Sdk\"");
        Write("a/obj/Copy.csproj", "<Project Sdk=\"Attune.Sdk/0.1.0\" />");
        var projects = Hosts.Builder(folder.Path).AddTuningProjects();
        Assert.Equal(["bot", "bot-2"], projects.Select(project => project.Name));
        Assert.Equal([folder.File("a/Bot.csproj"), folder.File("b/Bot.csproj")], projects.Select(project => project.ProjectFile));
    }

    [Fact]
    public async Task A_declaration_that_fails_leaves_no_folder_and_a_host_deletes_its_own()
    {
        using var folder = new TemporaryFolder();
        var builder = Hosts.Builder(folder.Path);
        Assert.Throws<HostingException>(() => builder.AddTuningProjects());
        Assert.False(Directory.Exists(builder.State.Path));
        await using (builder.Build())
            Assert.True(Directory.Exists(builder.State.Path));
        Assert.False(Directory.Exists(builder.State.Path));
    }

    [Fact]
    public void A_file_is_no_folder_of_projects()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("Bot.csproj"), "<Project Sdk=\"Attune.Sdk/0.1.0\" />");
        var e = Assert.Throws<HostingException>(() => Hosts.Builder(folder.File("Bot.csproj")).AddTuningProjects());
        Assert.Equal($"{folder.File("Bot.csproj")}: error ATT4401: This is a file. Name the folder that it is in.", e.ToString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    public void A_dashboards_port_is_a_port(int port) => Assert.Throws<ArgumentOutOfRangeException>(() => Hosts.Builder().DashboardPort = port);

    private sealed class Bot : IProjectMetadata
    {
        public string ProjectPath => "Bot.csproj";
    }
}
