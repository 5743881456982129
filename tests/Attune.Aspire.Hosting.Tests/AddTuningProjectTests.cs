using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Attune.Aspire.Hosting.Tests;

public sealed class AddTuningProjectTests : IDisposable
{
    private readonly AppHosts _hosts = new();

    public void Dispose() => _hosts.Dispose();

    [Fact]
    public async Task The_project_s_own_process_is_its_build()
    {
        var bot = _hosts.Builder().AddTuningProject("support-bot", "../SupportBot");
        Assert.Equal(Path.Combine(_hosts.Project, "SupportBot.csproj"), bot.Resource.ProjectFile);
        Assert.Equal(("dotnet", _hosts.Project), (bot.Resource.Command, bot.Resource.WorkingDirectory));
        var arguments = await Arguments(bot.Resource);
        Assert.Equal("build", arguments[0]);
        Assert.Equal(bot.Resource.ProjectFile, arguments[1]);
        Assert.Contains("-t:Program", arguments);
        Assert.Equal("Tuning project", InitialState(bot.Resource).ResourceType);
    }

    [Fact]
    public void Trainer_evaluator_and_server_wait_for_the_build_and_are_named_after_the_project()
    {
        var bot = _hosts.Builder().AddTuningProject("support-bot", "../SupportBot");
        ExecutableResource[] rows = [bot.AddTrainer().Resource, bot.AddEvaluator().Resource, bot.AddModelServer().Resource];
        Assert.Equal(["support-bot-trainer", "support-bot-evaluator", "support-bot-server"], rows.Select(row => row.Name));
        Assert.Equal(["Trainer", "Evaluator", "Model server"], rows.Select(row => InitialState(row).ResourceType));
        Assert.All(rows, row =>
        {
            var wait = Assert.Single(row.Annotations.OfType<WaitAnnotation>());
            Assert.Equal((bot.Resource, WaitType.WaitForCompletion), ((TuningProjectResource)wait.Resource, wait.WaitType));
            Assert.Contains(row.Annotations.OfType<ResourceRelationshipAnnotation>(), relation => relation.Type == "Parent" && relation.Resource == bot.Resource);
            Assert.Single(row.Annotations.OfType<OtlpExporterAnnotation>());
            Assert.Contains(row.Annotations.OfType<ResourceIconAnnotation>(), icon => icon.IconName.Length > 0);
        });
    }

    [Fact]
    public void A_row_has_the_commands_that_it_has_in_the_local_host()
    {
        var bot = _hosts.Builder().AddTuningProject("support-bot", "../SupportBot");
        Assert.Equal(["tune", "stop-at-checkpoint", "resume", "open-report"], Commands(bot.AddTrainer().Resource));
        Assert.Equal(["evaluate", "open-report"], Commands(bot.AddEvaluator().Resource));
        Assert.Equal(["promote", "compare-blind"], Commands(bot.AddModelServer().Resource));
        Assert.Empty(Commands(bot.Resource));
    }

    [Fact]
    public async Task A_program_runs_the_verb_of_its_row_and_writes_its_events()
    {
        var bot = _hosts.Builder().AddTuningProject("support-bot", "../SupportBot");
        var trainer = bot.AddTrainer().WithThreads(2);
        var server = bot.AddModelServer();
        using var answer = await AnswerAsync(bot.Resource, "/out/SupportBot.dll", "--project \"/a b\" --threads 9");
        Assert.Equal(["exec", "/out/SupportBot.dll", "tune", "--project", "/a b", "--threads", "2"], await Arguments(trainer.Resource));
        var serve = await Arguments(server.Resource);
        Assert.Equal(["exec", "/out/SupportBot.dll", "serve", "--project", "/a b", "--threads", "9", "--port"], serve.SkipLast(1));
        var port = Assert.IsType<EndpointReferenceExpression>((await RawArguments(server.Resource))[^1]);
        Assert.Equal(EndpointProperty.TargetPort, port.Property);
        Assert.EndsWith("support-bot-trainer.events.jsonl", (string)(await Environment(trainer.Resource))["ATTUNE_EVENTS"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_was_not_built_is_said_by_its_id()
    {
        var trainer = _hosts.Builder().AddTuningProject("support-bot", "../SupportBot").AddTrainer();
        var mistake = await Assert.ThrowsAsync<HostingException>(() => RawArguments(trainer.Resource));
        Assert.Equal("ATT4405", mistake.Code);
    }

    [Fact]
    public void The_server_has_a_health_check_of_its_own_name_and_an_endpoint()
    {
        var builder = _hosts.Builder();
        var server = builder.AddTuningProject("support-bot", "../SupportBot").AddModelServer(port: 8080);
        Assert.Equal("support-bot-server_check", Assert.Single(server.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);
        using var services = builder.Services.BuildServiceProvider();
        Assert.Contains(
            services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations, check => check.Name == "support-bot-server_check");
        var endpoint = Assert.Single(server.Resource.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(("http", 8080), (endpoint.Name, endpoint.Port));
    }

    [Fact]
    public void A_folder_without_a_project_is_said_by_its_id()
    {
        var builder = _hosts.Builder();
        Directory.CreateDirectory(Path.Combine(_hosts.AppHost, "nothing"));
        Assert.Equal("ATT4401", Assert.Throws<HostingException>(() => builder.AddTuningProject("bot", "nothing")).Code);
        Assert.Equal("ATT4401", Assert.Throws<HostingException>(() => builder.AddTuningProject("bot", "nowhere")).Code);
    }

    private static CustomResourceSnapshot InitialState(IResource resource) =>
        Assert.Single(resource.Annotations.OfType<ResourceSnapshotAnnotation>()).InitialSnapshot;

    private static IEnumerable<string> Commands(IResource resource) =>
        resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name);

    private static async Task<IReadOnlyList<object>> RawArguments(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);
        return [.. context.Args];
    }

    private static async Task<string[]> Arguments(IResource resource) => [.. (await RawArguments(resource)).Select(argument => argument.ToString()!)];

    private static async Task<Dictionary<string, object>> Environment(TrainerResource resource)
    {
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish), resource);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        return context.EnvironmentVariables;
    }

    /// <summary>What the build leaves for the verbs, until it is disposed.</summary>
    private static async Task<Answer> AnswerAsync(IResource build, string program, string arguments)
    {
        const string Option = "-getResultOutputFile:";
        var file = (await Arguments(build)).Single(argument => argument.StartsWith(Option, StringComparison.Ordinal))[Option.Length..];
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!).FullName;
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(
            new { Properties = new { AttuneProgram = program, AttuneProgramArguments = arguments } }));
        return new Answer(folder);
    }

    private sealed record Answer(string Folder) : IDisposable
    {
        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
