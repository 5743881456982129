using Attune.Pretrain.Questions;
using Attune.Pretrain.Statistics;

return args switch
{
    ["corpus", .. var rest] => CorpusVerb.Run(rest),
    ["questions", .. var rest] => QuestionsVerb.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run --project samples/Pretrain -- <verb>
          corpus [--characters N] [--examples N] [--family NAME] [--seed N]   statistics or examples of the training text
          questions FILE [--check]   write the rows of the NaturalLanguageQuery sample, or check that FILE holds them
        """);
    return 2;
}
