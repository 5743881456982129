using Attune.Generators.Emission;

namespace Attune.Generators.Shapes;

/// <summary>How a value is read, written and turned into template variables.</summary>
internal enum ValueKind
{
    Unsupported,
    String,
    Boolean,
    Int32,
    Int64,
    OtherInteger,
    Double,
    Single,
    Decimal,
    Enum,
    Object,
    Array,
    List,
    ImmutableArray,
    Dictionary,
    DateTime,
    DateTimeOffset,
    OtherText,
}

/// <summary>A type at one place of a row.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="TypeName">The <c>global::</c> name, without the <c>?</c> of the value itself.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
/// <param name="Element">What a list or dictionary holds.</param>
internal sealed record ValueModel(ValueKind Kind, string TypeName, bool IsNullable, ValueModel? Element = null)
{
    /// <summary>The type with its <c>?</c>.</summary>
    public string FullType => IsNullable ? TypeName + "?" : TypeName;
}

/// <summary>What happens where the data lacks a field.</summary>
internal enum WhenMissing
{
    Error,
    Null,

    /// <summary>The default of the constructor's parameter.</summary>
    ParameterDefault,

    /// <summary>What the type itself gives the property.</summary>
    Initializer,
}

/// <summary>A field of a record or class.</summary>
/// <param name="Name">The property.</param>
/// <param name="JsonName">Its name in data and templates.</param>
/// <param name="Parameter">The constructor's parameter that sets it, or null where the property is set.</param>
/// <param name="IsRequired">Whether the property must be set in an object initializer.</param>
/// <param name="Value">Its type.</param>
/// <param name="Missing">What happens where the data lacks it.</param>
/// <param name="Default">The expression for <see cref="WhenMissing.ParameterDefault"/>.</param>
/// <param name="IsCompletion">Whether it has <c>[Completion]</c>.</param>
internal sealed record FieldModel(
    string Name, string JsonName, string? Parameter, bool IsRequired, ValueModel Value, WhenMissing Missing, string? Default, bool IsCompletion);

/// <summary>A record or class that is read field by field.</summary>
internal sealed record ObjectModel(string TypeName, string Name, EquatableArray<FieldModel> Fields);

/// <summary>An enum and its members' names in data.</summary>
/// <param name="TypeName">The <c>global::</c> name.</param>
/// <param name="Members">The names in C# and in data.</param>
/// <param name="HasOwnNames">Whether an attribute gives a member another name.</param>
/// <param name="IsNamedAsDeclared">Whether <c>ToString</c> gives the name of each value: no other name, and no value of two names.</param>
internal sealed record EnumModel(string TypeName, EquatableArray<EnumMember> Members, bool HasOwnNames, bool IsNamedAsDeclared);

internal sealed record EnumMember(string Name, string JsonName);

/// <summary>Every record, class and enum reachable from some values.</summary>
internal sealed record ShapeModel(EquatableArray<ObjectModel> Objects, EquatableArray<EnumModel> Enums);
