using System.Buffers.Binary;
using System.Text;

namespace Attune.Sdk.Tests.Support;

/// <summary>A protobuf message read by its wire format alone: enough to look at what an exporter sent.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, byte[] Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var length = (int)(tag & 7) switch
            {
                0 => -1,
                1 => 8,
                2 => checked((int)Varint(ref bytes)),
                5 => 4,
                var kind => throw new InvalidDataException($"wire type {kind}"),
            };
            if (length < 0)
            {
                var number = new byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(number, Varint(ref bytes));
                _fields.Add(((int)(tag >> 3), number));
                continue;
            }

            _fields.Add(((int)(tag >> 3), bytes[..length].ToArray()));
            bytes = bytes[length..];
        }
    }

    /// <summary>The messages at the end of a path of field numbers, through repeated fields too.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path)
    {
        IEnumerable<ProtobufMessage> messages = [this];
        foreach (var field in path)
            messages = messages.SelectMany(message => message.BytesOf(field).Select(bytes => new ProtobufMessage(bytes)));
        return messages;
    }

    public string Text(int field) => Encoding.UTF8.GetString(BytesOf(field).SingleOrDefault() ?? []);

    public string Hex(int field) => Convert.ToHexStringLower(BytesOf(field).SingleOrDefault() ?? []);

    /// <summary>A double, or an integer of a varint or fixed field.</summary>
    public double Double(int field) => BinaryPrimitives.ReadDoubleLittleEndian(BytesOf(field).Single());

    public long Integer(int field) => BytesOf(field).SingleOrDefault() is { } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    private IEnumerable<byte[]> BytesOf(int field) => _fields.Where(item => item.Field == field).Select(item => item.Bytes);

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
