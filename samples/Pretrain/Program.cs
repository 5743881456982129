using Attune.Pretrain.Questions;

return args switch
{
    ["questions", .. var rest] => QuestionsVerb.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run --project samples/Pretrain -- <verb>
          questions FILE [--check]   write the rows of the NaturalLanguageQuery sample, or check that FILE holds them
        """);
    return 2;
}
