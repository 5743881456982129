using System.Globalization;
using System.Numerics;

namespace Attune.Text.Datasets;

/// <content>The value as templates take it.</content>
public sealed partial class DataValue
{
    // Python refuses to read longer ones as well; the time to read grows with the square of the length.
    private const int MaxDigits = 4300;

    /// <summary>
    /// The value as null, true or false, string, <see cref="long"/> or <see cref="BigInteger"/>, <see cref="double"/>
    /// (written with a point or an exponent), list or dictionary in the file's order. A CSV cell is its text.
    /// </summary>
    /// <exception cref="AttuneException">ATT3011: a number with too many digits.</exception>
    public object? ToPlain() => Kind switch
    {
        DataKind.Null => null,
        DataKind.Boolean => payload,
        DataKind.String => Text,
        DataKind.Number => PlainNumber(),
        DataKind.Array => Items.Select(item => item.ToPlain()).ToList(),
        _ => PlainObject(),
    };

    /// <summary>The object as a dictionary in the file's order.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not an object, or holds a number with too many digits.</exception>
    public IReadOnlyDictionary<string, object?> PlainObject()
    {
        var map = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in Properties)
            map[name] = value.ToPlain();
        return map;
    }

    private object PlainNumber()
    {
        if (Text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            return double.Parse(Text, Decimals, CultureInfo.InvariantCulture);
        if (long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return small;
        return Text.Length <= MaxDigits
            ? BigInteger.Parse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : throw NotA($"a number of at most {MaxDigits} digits");
    }
}
