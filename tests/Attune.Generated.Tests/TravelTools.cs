using System.ComponentModel;

namespace Attune.Generated.Tests;

public enum TemperatureUnit
{
    Celsius,
    Fahrenheit,
}

/// <param name="Street">The street
/// with its number.</param>
/// <param name="Floor">The floor, if it matters.</param>
public sealed record Address(string Street, [property: Description("The town.")] string Town, int? Floor = null);

/// <summary>A part and its parts.</summary>
public sealed record Part(string Name, List<Part> Parts);

/// <summary>Tools in all forms that a parameter may have.</summary>
public static partial class TravelTools
{
    /// <summary>
    /// Gets the current weather, in <see cref="TemperatureUnit"/> or <c>kelvin</c>.
    /// </summary>
    /// <param name="city">The city, e.g. "Oslo".</param>
    /// <param name="unit">The unit.</param>
    /// <param name="days">How many days.</param>
    /// <param name="cancellation">Stops it.</param>
    [Tool]
    public static Task<string> GetWeatherAsync(string city, TemperatureUnit unit = TemperatureUnit.Celsius, int? days = null, CancellationToken cancellation = default) =>
        Task.FromResult($"{city} {unit} {days} {cancellation.IsCancellationRequested}");

    [Tool(Name = "book"), Description("Books a room.")]
    public static void BookRoom([Description("Where.")] Address address, string[] notes, Dictionary<string, double> prices, bool late, DateOnly day, string? voucher)
    {
    }

    [Tool]
    internal static int CountHTTPParts(Part part, params int[] only) => part.Parts.Count + only.Length;
}

internal static partial class NoTools
{
#pragma warning disable ATT2035 // What the compiler refuses has an error at run time too, for those who silence it.
    [Tool]
    public static void Show(Stream picture) => picture.Flush();
#pragma warning restore ATT2035
}
