using Attune;
using Attune.Pretrain.Questions;
using Attune.Pretrain.Starters;
using Attune.Pretrain.Statistics;
using Attune.Pretrain.Tokenization;
using Attune.Pretrain.Training;

try
{
    return args switch
    {
        ["corpus", .. var rest] => CorpusVerb.Run(rest),
        ["questions", .. var rest] => QuestionsVerb.Run(rest),
        ["starters", .. var rest] => StartersVerb.Run(rest),
        ["tokenizer", .. var rest] => TokenizerVerb.Run(rest),
        ["train", .. var rest] => TrainVerb.Run(rest),
        ["sample", .. var rest] => SampleVerb.Run(rest),
        _ => Usage(),
    };
}
catch (AttuneException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project samples/Pretrain -- <verb>
          corpus [--characters N] [--examples N] [--family NAME] [--seed N]   statistics or examples of the training text
          questions FILE [--check]                                            the rows of the NaturalLanguageQuery sample
          starters [--check]                                                  the rows that the project templates start with
          tokenizer [--out FOLDER] [--characters N] [--seed N]                train the tokenizer, write the base model's text files
          train [--minutes M | --steps N] [--batch BLOCKS] [--rate R] [--out FOLDER] [--run FOLDER] [--threads N] [--seed N]
          sample [--from FOLDER] [--system TEXT] [--user TEXT | --text TEXT] [--temperature T] [--count N]
        Run it in the root of the repository. Folders: the base model is src/Attune/Bases/attune-tiny, a run artifacts/pretrain/attune-tiny.
        """);
    return 2;
}
