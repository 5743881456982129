using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Shapes;

/// <summary>Follows the types of a row from field to field.</summary>
internal sealed class ShapeParser(CancellationToken cancellation)
{
    private readonly Dictionary<string, ObjectModel?> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumModel> enums = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>Everything seen so far, in the order in which it was met.</summary>
    public ShapeModel Shape => new(
        order.Where(objects.ContainsKey).Select(name => objects[name]!).ToEquatableArray(),
        order.Where(enums.ContainsKey).Select(name => enums[name]).ToEquatableArray());

    public ValueModel Value(ITypeSymbol type)
    {
        cancellation.ThrowIfCancellationRequested();
        var isNullable = !type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isNullable = true;
            type = nullable.TypeArguments[0];
        }

        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (ValueTypes.ElementOf(type) is var (container, element))
        {
            var item = Value(element);
            return new ValueModel(container, ContainerName(type, item), isNullable, item);
        }

        var name = TypeNames.Full(type);
        var kind = ValueTypes.ScalarKind(type);
        if (kind == ValueKind.Unsupported && DeclaredType.IsVisible(type))
            kind = Composite(type, name);
        return new ValueModel(kind, name, isNullable);
    }

    /// <summary>The fields of a row or of a record inside it; null where it cannot be constructed from data.</summary>
    public ObjectModel? Object(INamedTypeSymbol type)
    {
        var name = TypeNames.Full(type);
        if (objects.TryGetValue(name, out var known))
            return known;
        if (FieldFinder.Construction(type) is not { } constructor)
            return null;

        // Types may contain themselves: the name is taken before the fields are followed.
        objects[name] = new ObjectModel(name, type.Name, EquatableArray<FieldModel>.Empty);
        order.Add(name);
        var fields = FieldFinder.Fields(type, constructor, cancellation).Select(Field).ToEquatableArray();
        return objects[name] = new ObjectModel(name, type.Name, fields);
    }

    /// <summary>The name with the element as it is read: where nullability is not known, null is a value.</summary>
    private static string ContainerName(ITypeSymbol type, ValueModel item)
    {
        if (type is not INamedTypeSymbol named)
            return item.FullType + "[]";
        var open = named.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        return named.TypeArguments.Length == 1 ? $"{open}<{item.FullType}>" : $"{open}<string, {item.FullType}>";
    }

    private FieldModel Field(FoundField found)
    {
        var value = Value(found.Property.Type);
        var hasDefault = found.Parameter is { HasExplicitDefaultValue: true };
        var missing = (found.Parameter, hasDefault, value.IsNullable) switch
        {
            (not null, true, _) => WhenMissing.ParameterDefault,
            (null, _, _) when found.HasInitializer && !found.Property.IsRequired => WhenMissing.Initializer,
            (_, _, true) => WhenMissing.Null,
            _ => WhenMissing.Error,
        };
        return new FieldModel(
            found.Property.Name, found.JsonName, found.Parameter?.Name, found.Property.IsRequired, value, missing,
            hasDefault ? Literal.Of(found.Parameter!.ExplicitDefaultValue, found.Parameter.Type) : null,
            found.IsCompletion);
    }

    private ValueKind Composite(ITypeSymbol type, string name)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            if (!enums.ContainsKey(name))
            {
                enums.Add(name, Enum((INamedTypeSymbol)type, name));
                order.Add(name);
            }

            return ValueKind.Enum;
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named && Object(named) is not null
            ? ValueKind.Object
            : ValueKind.Unsupported;
    }

    private static EnumModel Enum(INamedTypeSymbol type, string name)
    {
        var members = new List<EnumMember>();
        var values = new HashSet<object>();
        var (ownNames, hasTwins) = (false, false);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            // Two names of one value cannot both be arms of a switch; the first is the one that is written.
            if (field.ConstantValue is not { } value)
                continue;
            if (!values.Add(value))
            {
                hasTwins = true;
                continue;
            }

            var own = field.Find(KnownNames.JsonEnumName)?.FirstString();
            ownNames |= own is not null;
            // As declared, which is how System.Text.Json writes members too.
            members.Add(new EnumMember(TypeNames.Identifier(field.Name), own ?? field.Name));
        }

        return new EnumModel(name, members.ToEquatableArray(), ownNames, !ownNames && !hasTwins);
    }
}
