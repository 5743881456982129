namespace Attune.Pretrain.Starters;

/// <summary>Writes the data files of the project templates, or checks that they are as the grammars write them.</summary>
internal static class StartersVerb
{
    public static int Run(string[] args)
    {
        bool check = args.Contains("--check");
        int differing = 0;
        foreach (StarterFile file in StarterFile.All)
        {
            string text = file.Text();
            if (!check)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
                File.WriteAllText(file.Path, text);
            }
            else if (!File.Exists(file.Path) || File.ReadAllText(file.Path) != text)
            {
                Console.Error.WriteLine($"{file.Path}: differs from what the grammar writes; run the verb without --check to write it again");
                differing++;
                continue;
            }

            Console.WriteLine($"{file.Path}: {file.RowCount} rows");
        }

        return differing == 0 ? 0 : 1;
    }
}
