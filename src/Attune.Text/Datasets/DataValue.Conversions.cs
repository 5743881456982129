using System.Globalization;

namespace Attune.Text.Datasets;

/// <content>Conversions to .NET types. JSON values must have the right kind; CSV cells are converted from their text.</content>
public sealed partial class DataValue
{
    /// <summary>The text of a string or a CSV cell.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not a string.</exception>
    public string AsString() => Kind == DataKind.String ? Text : throw WrongKind("a string");

    /// <summary>The value as a whole number from -2147483648 to 2147483647.</summary>
    /// <exception cref="AttuneException">ATT3011: it is not one.</exception>
    public int AsInt32() =>
        int.TryParse(NumberText("a whole number"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotA("a whole number from -2147483648 to 2147483647");

    /// <summary>The value as a 64-bit whole number.</summary>
    /// <exception cref="AttuneException">ATT3011: it is not one.</exception>
    public long AsInt64() =>
        long.TryParse(NumberText("a whole number"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotA("a whole number of 64 bits");

    /// <summary>The value as the nearest double.</summary>
    /// <exception cref="AttuneException">ATT3011: it is not a number, or too large for a double.</exception>
    public double AsDouble() =>
        double.TryParse(NumberText("a number"), Decimals, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw NotA("a number that a double can hold");

    /// <summary>The value as a decimal.</summary>
    /// <exception cref="AttuneException">ATT3011: it is not a number, or too large for a decimal.</exception>
    public decimal AsDecimal() =>
        decimal.TryParse(NumberText("a number"), Decimals, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotA("a number that a decimal can hold");

    /// <summary>The value as true or false; a CSV cell in any case of letters.</summary>
    /// <exception cref="AttuneException">ATT3011: it is neither.</exception>
    public bool AsBoolean()
    {
        if (Kind == DataKind.Boolean)
            return (bool)payload!;
        if (!IsCell)
            throw WrongKind("true or false");
        return bool.TryParse(Text, out var value) ? value : throw NotA("true or false");
    }

    /// <summary>The value of <typeparamref name="TEnum"/> of that name; letter case, <c>_</c>, <c>-</c> and blanks do not matter.</summary>
    /// <exception cref="AttuneException">ATT3013: there is none of that name. ATT3011: the value is not a string.</exception>
    public TEnum AsEnum<TEnum>()
        where TEnum : struct, Enum
    {
        var text = AsString();
        foreach (var name in Enum.GetNames<TEnum>())
        {
            if (SameName(name, text))
                return Enum.Parse<TEnum>(name);
        }

        throw DataErrors.At(
            this, DataErrors.UnknownName, $"{DataErrors.Show(text)} is not a {typeof(TEnum).Name}.",
            $"Use one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    private const NumberStyles Decimals = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private string NumberText(string wanted) => Kind == DataKind.Number || IsCell ? Text : throw WrongKind(wanted);

    private AttuneException NotA(string wanted) => DataErrors.At(
        this, DataErrors.WrongType, $"{DataErrors.Show(Text)} is not {wanted}.", "Correct the value, or the type it is read into.");

    private AttuneException WrongKind(string wanted)
    {
        var found = Kind switch
        {
            DataKind.Null => "null",
            DataKind.Boolean => (bool)payload! ? "true" : "false",
            DataKind.Number => $"the number {Text}",
            DataKind.String => $"the string {DataErrors.Show(Text)}",
            DataKind.Array => "an array",
            _ => "an object",
        };
        return DataErrors.At(
            this, DataErrors.WrongType, $"Expected {wanted}, found {found}.", "Correct the value, or the type it is read into.");
    }

    private static bool SameName(string name, string text)
    {
        var at = 0;
        foreach (var c in text)
        {
            if (c is '_' or '-' or ' ')
                continue;
            while (at < name.Length && name[at] == '_')
                at++;
            if (at == name.Length || char.ToUpperInvariant(name[at++]) != char.ToUpperInvariant(c))
                return false;
        }

        return at == name.Length;
    }
}
