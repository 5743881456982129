var builder = DistributedApplication.CreateBuilder(args);
var queries = builder.AddTuningProject("queries", "../NaturalLanguageQuery");
var trainer = queries.AddTrainer();
var evaluator = queries.AddEvaluator().WaitForCompletion(trainer);
queries.AddModelServer().WaitForCompletion(evaluator);
builder.Build().Run();
