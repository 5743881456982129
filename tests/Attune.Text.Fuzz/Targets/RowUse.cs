using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Text.Fuzz.Targets;

/// <summary>Everything that is made of a row: each conversion of its values, and each shape.</summary>
internal static class RowUse
{
    /// <summary>Refusals are exceptions; more of one row would make the fuzzer slow and show nothing new.</summary>
    private const int MostValues = 8;

    private static readonly Func<DataValue, object?>[] Conversions =
    [
        value => value.AsString(), value => value.AsInt32(), value => value.AsInt64(), value => value.AsDouble(), value => value.AsDecimal(),
        value => value.AsBoolean(), value => value.AsEnum<DatasetPart>(), value => value.Items, value => value.Properties,
        value => value.ToPlain(), value => value.Required("text"),
    ];

    private static readonly IDatasetShape<object>[] Shapes = [.. DatasetShapes.All.Cast<IDatasetShape<object>>()];

    public static void Use(DatasetRow row)
    {
        _ = row.Value.ToString();
        _ = RowHash.Of(row.Value);
        Write(row.Value);
        foreach (var value in Values(row.Value).Take(MostValues))
        {
            foreach (var convert in Conversions)
                Try(() => convert(value));
        }

        var sample = new RowSample([row]);
        foreach (var shape in Shapes)
        {
            Try(() => shape.Recognise(sample));
            Try(() => shape.Read(row, new ShapeOptions()));
        }
    }

    /// <summary>What is written is JSON again, with the same content.</summary>
    private static void Write(DataValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            value.WriteTo(writer);
        var again = DataValue.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray()), "written");
        if (RowHash.Of(again) != RowHash.Of(value))
            throw new InvalidOperationException($"'{value}' was written as '{again}'.");
    }

    private static IEnumerable<DataValue> Values(DataValue value)
    {
        yield return value;
        var inner = value.Kind switch
        {
            DataKind.Object => value.Properties.Select(property => property.Value),
            DataKind.Array => value.Items,
            _ => [],
        };
        foreach (var found in inner.SelectMany(Values))
            yield return found;
    }

    private static void Try(Func<object?> convert)
    {
        try
        {
            convert();
        }
        catch (AttuneException mistake)
        {
            if (mistake.Line < 1)
                throw new InvalidOperationException($"The mistake '{mistake.Message}' has no place.", mistake);
        }
    }
}
