using System.Text;

namespace Attune.Text.Fuzz;

/// <summary>Changes a seed: bytes flipped, cut, doubled, moved in from another seed, and words of the language put in.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words)
{
    private const int MostChanges = 8;
    private const int MostBytes = 1 << 14;

    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The input that a random number stands for.</summary>
    public byte[] Make(FuzzRandom random)
    {
        var input = new List<byte>(seeds[random.Below(seeds.Count)]);
        for (var changes = 1 + random.Below(1 + random.Below(MostChanges)); changes > 0; changes--)
            Change(input, ref random);
        if (input.Count > MostBytes)
            input.RemoveRange(MostBytes, input.Count - MostBytes);
        return [.. input];
    }

    private void Change(List<byte> input, ref FuzzRandom random)
    {
        var at = random.Below(input.Count + 1);
        var length = Math.Min(1 + random.Below(random.Below(8) == 0 ? 200 : 10), input.Count - at);
        switch (random.Below(8))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Below(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Below(input.Count + 1), input.GetRange(at, length));
                break;
            case 4:
                var other = seeds[random.Below(seeds.Count)];
                var from = random.Below(other.Length + 1);
                input.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)).ToArray());
                break;
            case 5:
                Repeat(input, at, length, ref random);
                break;
            default:
                if (random.Below(2) == 0)
                    input.RemoveRange(at, length);
                input.InsertRange(at, _words[random.Below(_words.Length)]);
                break;
        }
    }

    // Deep nesting and long runs come from doubling.
    private static void Repeat(List<byte> input, int at, int length, ref FuzzRandom random)
    {
        var piece = input.GetRange(at, length);
        for (var doublings = random.Below(9); doublings > 0 && piece.Count < MostBytes / 2; doublings--)
            piece.AddRange(piece.ToArray());
        input.InsertRange(at, piece);
    }
}
