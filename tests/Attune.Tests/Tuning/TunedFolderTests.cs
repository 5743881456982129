using Attune.Models;
using Attune.Tests.Preparation;
using Attune.Tuning;

namespace Attune.Tests.Tuning;

/// <summary>A tuned model is asked and stopped as it was trained, also where the base says otherwise.</summary>
public sealed class TunedFolderTests
{
    private const string Template = "{% for m in messages %}<|im_start|>{{ m.content }}<|pad|>{% endfor %}{% if add_generation_prompt %}<|im_start|>{% endif %}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_template_and_the_stop_tokens_of_the_training_are_written(bool baseHasSettings)
    {
        using var recipe = new QuestionRecipe();
        var settings = recipe.PathOf("base/generation_config.json");
        if (!baseHasSettings)
            File.Delete(settings);
        TunedFolder.Write(recipe.PathOf("base"), Template, new HashSet<int> { 3, 1 });
        var tuned = BaseModel.Open(recipe.PathOf("base"));
        Assert.Equal(Template, tuned.ChatTemplateSource);
        Assert.Superset(new HashSet<int> { 1, 3 }, tuned.StopTokenIds.ToHashSet());
        var text = File.ReadAllText(settings).ReplaceLineEndings("");
        Assert.Matches("\"eos_token_id\": \\[ *1, *3 *\\]", text);
        Assert.Equal(baseHasSettings, text.Contains("do_sample", StringComparison.Ordinal));
    }
}
