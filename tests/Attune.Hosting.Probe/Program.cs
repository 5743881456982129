using Attune.Hosting;

// A host of its own process, for tests that kill it. Each argument is a shell script that becomes a resource; once all run,
// their ids are printed. Nothing of it ends by itself.
var builder = AttuneHost.CreateBuilder(args);
(builder.ShowsDashboard, builder.Output) = (false, TextWriter.Null);
for (var i = 0; i < args.Length; i++)
    builder.AddExecutable($"resource-{i + 1}", "sh", "-c", args[i]);
await using var host = builder.Build();
var run = host.RunAsync();
for (var i = 0; i < args.Length; i++)
{
    var snapshot = await host.WaitUntilAsync($"resource-{i + 1}", snapshot => snapshot.ProcessId is not null);
    Console.WriteLine(snapshot.ProcessId);
}

Console.WriteLine("ready");
await run;
Console.WriteLine("ended");
