using System.Text;
using System.Text.RegularExpressions;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Tests.Support;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>
/// Our messages beside the descriptor inside the installed dashboard. Generated code keeps a descriptor as base64 in pieces of
/// 60 characters, which lie one after the other among the assembly's strings (UTF-16, a length byte before, a flag after).
/// </summary>
public sealed partial class ProtocolTests
{
    private const int PieceLength = 60;

    [DashboardFact]
    public void Fields_and_methods_have_the_dashboards_numbers_and_types()
    {
        var theirs = FindDescriptor(File.ReadAllBytes(DashboardFactAttribute.Program!));
        var ours = DashboardReflection.Descriptor.ToProto();
        Assert.Equal("aspire.v1", theirs.Package);
        Assert.Equal(Describe(theirs), Describe(ours));
        Assert.True(Describe(ours).Length > 150);
    }

    [Fact]
    public void A_descriptor_that_differs_is_noticed()
    {
        var changed = DashboardReflection.Descriptor.ToProto().Clone();
        changed.MessageType.First(message => message.Name == "Resource").Field[0].Number = 99;
        Assert.NotEqual(Describe(DashboardReflection.Descriptor.ToProto()), Describe(changed));
    }

    private static string[] Describe(FileDescriptorProto file) =>
    [
        .. file.MessageType.SelectMany(message => Fields(message.Name, message))
            .Concat(file.EnumType.SelectMany(type => type.Value.Select(value => $"{type.Name}.{value.Name} = {value.Number}")))
            .Concat(file.Service.SelectMany(service => service.Method.Select(method =>
                $"{service.Name}.{method.Name}({(method.ClientStreaming ? "stream " : "")}{method.InputType}) {(method.ServerStreaming ? "stream " : "")}{method.OutputType}")))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Fields(string path, DescriptorProto message) =>
        message.Field.Select(field => $"{path}.{field.Name} = {field.Number} {field.Label} {field.Type} {field.TypeName} {(field.HasOneofIndex ? message.OneofDecl[field.OneofIndex].Name : "")}")
            .Concat(message.NestedType.SelectMany(nested => Fields(path + "." + nested.Name, nested)));

    private static FileDescriptorProto FindDescriptor(byte[] program)
    {
        // Latin-1 keeps bytes as characters, so that a pattern can walk over the file.
        var text = Encoding.Latin1.GetString(program);
        foreach (Match match in Pieces().Matches(text))
        {
            var encoded = new StringBuilder();
            for (var at = 0; at < match.Length; at += 2 + (2 * PieceLength))
                encoded.Append(Characters(program, match.Index + at + 1, PieceLength));
            var rest = match.Index + match.Length;
            encoded.Append(Characters(program, rest + 1, (program[rest] - 1) / 2));
            if (TryParse(encoded.ToString()) is { Package: "aspire.v1" } found)
                return found;
        }

        throw new InvalidOperationException("The dashboard's program holds no descriptor of aspire.v1.");
    }

    private static string Characters(byte[] program, int at, int count) => Encoding.Unicode.GetString(program, at, 2 * count);

    private static FileDescriptorProto? TryParse(string encoded)
    {
        try
        {
            return FileDescriptorProto.Parser.ParseFrom(Convert.FromBase64String(encoded));
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?:\x79(?:[A-Za-z0-9+/=]\x00){60}\x00)+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
