using Attune.Hosting;

// Paths are relative to this project's folder.
var builder = AttuneHost.CreateBuilder(args);

var project = builder.AddTuningProject("tuned-model", "../TunedModel");
var trainer = project.AddTrainer();
var evaluator = project.AddEvaluator().WaitForCompletion(trainer);
project.AddModelServer(port: 8080).WaitFor(evaluator);

// Another server to compare with, such as llama.cpp's: builder.AddLlamaServer("baseline", gguf: "base.gguf");
await builder.Build().RunAsync();
