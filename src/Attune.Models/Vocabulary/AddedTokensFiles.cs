using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>The files of a tokenizer that name its added tokens.</summary>
internal static class AddedTokensFiles
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a file of a model folder with the tokens that were added.</summary>
    /// <returns>Whether the file is one that names tokens; another is to be copied as it is.</returns>
    public static bool Write(string name, string source, string target, Tokenizer tokenizer, IReadOnlyList<AddedToken> tokens)
    {
        if (name == "tokenizer.json")
        {
            tokenizer.Save(target);
            return true;
        }

        // Read and checked when the folder was opened.
        if (name != "tokenizer_config.json" || JsonNode.Parse(File.ReadAllText(source)) is not JsonObject settings
            || settings["added_tokens_decoder"] is not JsonObject decoder)
            return false;
        foreach (var (content, special) in tokens.Select(token => token.Token))
        {
            decoder[tokenizer.TokenToId(content)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["content"] = content,
                ["lstrip"] = false,
                ["normalized"] = false,
                ["rstrip"] = false,
                ["single_word"] = false,
                ["special"] = special,
            };
        }

        AtomicFile.WriteText(target, settings.ToJsonString(Indented) + "\n");
        return true;
    }
}
