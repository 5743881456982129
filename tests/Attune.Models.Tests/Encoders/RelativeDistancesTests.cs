namespace Attune.Models.Tests.Encoders;

public class RelativeDistancesTests
{
    /// <summary>The first distance of each bucket, from T5's formula: 8 + floor(8 log(n / 8) / log 16) from 8 on, 15 at most.</summary>
    [Fact]
    public void Buckets_grow_with_the_logarithm_of_the_distance()
    {
        for (var n = 0; n < 600; n++)
        {
            var bucket = n < 8 ? n : Math.Min(15, 8 + (int)Math.Floor((8 * Math.Log(n / 8.0) / Math.Log(16)) + 1e-9));
            Assert.Equal(bucket, RelativeDistances.Bucket(-n));
            Assert.Equal(n == 0 ? 0 : bucket + 16, RelativeDistances.Bucket(n));
        }

        Assert.Equal(15, RelativeDistances.Bucket(-int.MaxValue));
    }
}
