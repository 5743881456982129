namespace Attune.Pretrain.Questions;

/// <summary><c>questions FILE [--check]</c>: writes the sample's data file, or says whether it is what the grammar writes.</summary>
internal static class QuestionsVerb
{
    public static int Run(string[] args)
    {
        bool check = args.Contains("--check");
        string? path = args.FirstOrDefault(arg => !arg.StartsWith('-'));
        if (path is null)
        {
            Console.Error.WriteLine("questions: name the file, for example samples/NaturalLanguageQuery/data/questions.jsonl");
            return 2;
        }

        string text = QuestionFile.Text();
        if (!check)
        {
            File.WriteAllText(path, text);
            Console.WriteLine($"{path}: {QuestionFile.RowCount} rows");
            return 0;
        }

        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            Console.WriteLine($"{path}: {QuestionFile.RowCount} rows, as the grammar writes them");
            return 0;
        }

        Console.Error.WriteLine($"{path}: differs from what the grammar writes; run the verb without --check to write it again");
        return 1;
    }
}
