using System.Globalization;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Reads and writes the labels of config.json.</summary>
internal static class LabelKeys
{
    private const int MostLabels = 1_000_000;

    private static readonly Dictionary<string, LabelProblem> Problems = new(StringComparer.Ordinal)
    {
        ["single_label_classification"] = LabelProblem.SingleLabel,
        ["multi_label_classification"] = LabelProblem.MultiLabel,
        ["regression"] = LabelProblem.Regression,
    };

    /// <exception cref="AttuneException">ATT4103: the ids are not 0, 1, 2 ... or the problem has another name.</exception>
    public static LabelOptions Read(ConfigurationReader json)
    {
        var problem = json.Text("problem_type") switch
        {
            null => (LabelProblem?)null,
            { } name when Problems.TryGetValue(name, out var known) => known,
            _ => throw json.Wrong("problem_type", json.Find("problem_type")!.Value, string.Join(" or ", Problems.Keys)),
        };
        json.Find("label2id");
        var count = json.Count("num_labels", 2);
        if (count > MostLabels)
            throw json.Wrong("num_labels", json.Find("num_labels")!.Value, $"a number of labels up to {MostLabels}");
        if (json.Section("id2label") is not { } section)
            return new LabelOptions { Names = Default(count), Stated = problem };
        var names = new string[section.Keys.Count()];
        foreach (var key in section.Keys)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id >= names.Length || names[id] is not null)
                throw json.Wrong("id2label", json.Find("id2label")!.Value, $"{names.Length} names with the ids from 0 on");
            names[id] = section.Text(key) ?? "";
        }

        return names.Length > 0
            ? new LabelOptions { Names = names, Stated = problem }
            : throw json.Wrong("id2label", json.Find("id2label")!.Value, "one label or more");
    }

    public static void Write(JsonObject json, LabelOptions labels)
    {
        var (names, ids) = (new JsonObject(), new JsonObject());
        for (var id = 0; id < labels.Names.Count; id++)
        {
            names[id.ToString(CultureInfo.InvariantCulture)] = labels.Names[id];
            ids[labels.Names[id]] = id;
        }

        json["id2label"] = names;
        json["label2id"] = ids;
        if (labels.Stated is { } stated)
            json["problem_type"] = Problems.Single(pair => pair.Value == stated).Key;
    }

    private static string[] Default(int count) =>
        [.. Enumerable.Range(0, count).Select(id => string.Create(CultureInfo.InvariantCulture, $"LABEL_{id}"))];
}
