using System.IO.Compression;
using System.Text;

namespace Attune.Tests.Preparation;

/// <summary>Each kind of file that the README names, through a recipe: the tokens are those of the plain file.</summary>
public sealed class DatasetFilesTests
{
    private const string First = """{"question": "où est ma carte", "answer": "en route"}""";
    private const string Second = """{"question": "what is the time", "answer": "noon"}""";
    private const string Third = """{"question": "who is there", "answer": "a friend of the house"}""";

    [Fact]
    public void Gzip() => SameAsPlain(recipe =>
    {
        recipe.Path = "data/rows.jsonl.gz";
        using var packed = new GZipStream(File.Create(recipe.PathOf(recipe.Path)), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes($"{First}\n{Second}\n{Third}\n"));
    });

    [Fact]
    public void Several_files() => SameAsPlain(recipe =>
    {
        recipe.Path = "data/b.jsonl;data/a.json";
        File.WriteAllText(recipe.PathOf("data/b.jsonl"), First);
        File.WriteAllText(recipe.PathOf("data/a.json"), $"[{Second},\n{Third}]");
    });

    [Fact]
    public void Patterns() => SameAsPlain(recipe =>
    {
        recipe.Path = "data/**/*.jsonl";
        Directory.CreateDirectory(recipe.PathOf("data/b"));
        File.WriteAllText(recipe.PathOf("data/a.jsonl"), $"{First}\n{Second}\n");
        File.WriteAllText(recipe.PathOf("data/b/c.jsonl"), Third);
        File.WriteAllText(recipe.PathOf("data/b/c.txt"), "no row of it");
    });

    [Fact]
    public void Latin1_where_it_is_declared() => SameAsPlain(recipe =>
    {
        recipe.Path = "data/rows.csv";
        recipe.Declared = new DatasetAttribute(recipe.Path) { Encoding = DatasetEncoding.Latin1, Separator = ';' };
        File.WriteAllText(recipe.PathOf(recipe.Path), "question;answer\noù est ma carte;en route\nwhat is the time;noon\nwho is there;a friend of the house\n", Encoding.Latin1);
    });

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark(string encoding) => SameAsPlain(recipe =>
    {
        recipe.Path = "data/rows.tsv";
        File.WriteAllText(
            recipe.PathOf(recipe.Path), "question\tanswer\r\noù est ma carte\ten route\r\nwhat is the time\tnoon\r\nwho is there\ta friend of the house\r\n", Encoding.GetEncoding(encoding));
    });

    [Fact]
    public void Latin1_that_is_not_declared_is_an_error_at_its_character()
    {
        using var recipe = new QuestionRecipe(First);
        File.WriteAllText(recipe.PathOf("rows.jsonl"), $"{Second}\n{First}\n", Encoding.Latin1);
        var error = Assert.Throws<AttuneException>(() => recipe.Prepare());
        Assert.Equal(("ATT3003", 2, 16), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void Every_file_of_a_pattern_is_watched()
    {
        using var recipe = new QuestionRecipe(First) { Path = "*.jsonl" };
        File.WriteAllText(recipe.PathOf("more.jsonl"), Second);
        using var prepared = recipe.Prepare(out var project);
        Assert.Contains(recipe.PathOf("rows.jsonl"), project.ReadFiles);
        Assert.Contains(recipe.PathOf("more.jsonl"), project.ReadFiles);
    }

    private static void SameAsPlain(Action<QuestionRecipe> write)
    {
        using var recipe = new QuestionRecipe(First, Second, Third);
        using var plain = recipe.Prepare();
        Directory.CreateDirectory(recipe.PathOf("data"));
        write(recipe);
        using var prepared = recipe.Prepare();
        Assert.Equal(3, prepared.Train.Count);
        Assert.Equal(plain.Inputs.Rows, prepared.Inputs.Rows);
    }
}
