using System.Buffers.Binary;
using System.Text;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// Reads the fields of a protobuf message one by one; knows no schema. Lengths are checked against what is left before
/// anything is taken.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, string file, int start = 0)
{
    private readonly ReadOnlySpan<byte> message = message;
    private int at;
    private int valueStart;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>The number of a varint field; the bits of a fixed one.</summary>
    public ulong Number { get; private set; }

    /// <summary>The content of a field with a length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    public readonly bool Flag => Number != 0;

    public readonly float Single => BitConverter.UInt32BitsToSingle((uint)Number);

    public readonly string Text => Encoding.UTF8.GetString(Content);

    /// <summary>A reader of the message that the last field holds.</summary>
    public readonly ProtobufReader Nested() => new(Content, file, start + valueStart);

    /// <summary>Reads the next field; false at the message's end.</summary>
    public bool Next()
    {
        if (at == message.Length)
            return false;
        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Content = default;
        switch (tag & 7)
        {
            case 0:
                Number = ReadVarint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Content = Take(ReadVarint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Damaged($"a field of the unknown kind {tag & 7}");
        }

        if (Field == 0)
            throw Damaged("a field without a number");
        return true;
    }

    public readonly AttuneException Damaged(string what) => new(
        TokenizerErrors.BadSentencePiece, $"The file has {what} at byte {start + at}.",
        "It is not a SentencePiece model, or damaged; take it anew from where the model came from.", file);

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - at))
            throw Damaged($"{length} bytes announced, of which {message.Length - at} are there,");
        valueStart = at;
        at += (int)length;
        return message.Slice(valueStart, (int)length);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at == message.Length)
                throw Damaged("its end inside a number");
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Damaged("a number of more than 64 bits");
    }
}
