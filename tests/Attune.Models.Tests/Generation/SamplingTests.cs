namespace Attune.Models.Tests.Generation;

public class SamplingTests
{
    private static readonly IReadOnlySet<int> NothingSeen = new HashSet<int>();
    private static readonly IReadOnlyDictionary<int, int> NothingCounted = new Dictionary<int, int>();

    [Fact]
    public void Presence_is_subtracted_once_and_frequency_for_each_time()
    {
        float[] logits = [2, -2, 3, 0];
        CountPenalty.Apply(logits, new Dictionary<int, int> { [0] = 3, [1] = 1 }, 0.5, 0.25);
        Assert.Equal([0.75f, -2.75f, 3, 0], logits);
    }

    [Fact]
    public void The_repetition_penalty_shrinks_positive_and_grows_negative_logits_once()
    {
        float[] logits = [2, -2, 3, 0];
        RepetitionPenalty.Apply(logits, new HashSet<int> { 0, 1, 3 }, 2);
        Assert.Equal([1f, -4, 3, 0], logits);
    }

    [Fact]
    public void Top_k_leaves_the_largest_and_their_equals()
    {
        float[] logits = [1, 5, 3, 3, -1];
        TopK.Apply(logits, 2, new float[8]);
        Assert.Equal([float.NegativeInfinity, 5, 3, 3, float.NegativeInfinity], logits);
        TopK.Apply(logits, 9, new float[8]);
        Assert.Equal(5, logits[1]);
    }

    [Theory]
    [InlineData(0.45, new[] { 1 })] // the likeliest alone has 0.5
    [InlineData(0.55, new[] { 1, 0 })]
    [InlineData(0.76, new[] { 1, 0, 3 })]
    [InlineData(0.0001, new[] { 1 })] // never nothing
    public void Top_p_leaves_the_smallest_set_that_reaches_p(double p, int[] left)
    {
        float[] logits = [.. new[] { 0.25, 0.5, 0.1, 0.15 }.Select(q => (float)Math.Log(q))];
        TopP.Apply(logits, p, new SamplingBuffers(4));
        Assert.Equal(left.Order(), Enumerable.Range(0, 4).Where(i => !float.IsNegativeInfinity(logits[i])));
    }

    [Fact]
    public void Top_k_and_top_p_agree_with_sorting_everything()
    {
        var random = new CounterRandom(2, "logits");
        for (var round = 0; round < 50; round++)
        {
            float[] logits = [.. Enumerable.Range(0, 200).Select(i => (float)Math.Round(4 * random.Normal((ulong)((round * 200) + i)), 1))];
            var order = Enumerable.Range(0, 200).OrderByDescending(i => logits[i]).ToList(); // stable: smaller ids first
            var k = 1 + (round * 3);
            var top = (float[])logits.Clone();
            TopK.Apply(top, k, new float[200]);
            Assert.Equal(order.Where(i => logits[i] >= logits[order[k - 1]]).Order(), Left(top));

            var p = 0.02 * (round + 0.5);
            var nucleus = (float[])logits.Clone();
            TopP.Apply(nucleus, p, new SamplingBuffers(200));
            var total = logits.Sum(l => Math.Exp(l));
            var above = 0.0;
            var expected = order.TakeWhile(i =>
            {
                var stays = above < p * total;
                above += Math.Exp(logits[i]);
                return stays;
            });
            Assert.Equal(expected.Order(), Left(nucleus));
        }

        static IEnumerable<int> Left(float[] logits) => Enumerable.Range(0, logits.Length).Where(i => !float.IsNegativeInfinity(logits[i]));
    }

    [Fact]
    public void Min_p_leaves_what_is_likely_enough_beside_the_likeliest()
    {
        float[] logits = [.. new[] { 0.25, 0.5, 0.1, 0.15 }.Select(q => (float)Math.Log(q))];
        MinP.Apply(logits, 0.29);
        Assert.Equal([0, 1, 3], Enumerable.Range(0, 4).Where(i => !float.IsNegativeInfinity(logits[i])));
    }

    [Fact]
    public void Greedy_takes_the_first_of_the_largest()
    {
        var logits = new float[100];
        logits[37] = logits[71] = 2;
        Assert.Equal(37, Next(new GenerationOptions(), logits, place: 0));
        Assert.Equal(71, Sampler.Largest(logits.AsSpan(38)) + 38);
        Assert.Equal(0, Sampler.Largest([-3f]));
    }

    [Fact]
    public void Frequencies_follow_the_distribution()
    {
        double[] shares = [0.25, 0.5, 0.1, 0.15];
        float[] logits = [.. shares.Select(q => (float)Math.Log(q))];
        var counts = new int[4];
        const int draws = 40_000;
        var sampler = new Sampler(new GenerationOptions { Temperature = 1 }, seed: 11);
        var buffers = new SamplingBuffers(4);
        for (var place = 0; place < draws; place++)
            counts[sampler.Next(logits, NothingSeen, NothingCounted, place, buffers)]++;
        for (var id = 0; id < 4; id++)
        {
            var error = Math.Sqrt(shares[id] * (1 - shares[id]) / draws);
            Assert.Equal(shares[id], (double)counts[id] / draws, 5 * error); // five standard errors
        }
    }

    [Fact]
    public void The_options_work_together_in_the_field_s_order()
    {
        // After temperature 0.5 the shares 0.4, 0.3, 0.2, 0.1 become 16 : 9 : 4 : 1; top-k 3 leaves 16/29, 9/29, 4/29, and
        // top-p 0.6 the first two.
        float[] logits = [.. new[] { 0.1, 0.4, 0.2, 0.3 }.Select(q => (float)Math.Log(q))];
        var options = new GenerationOptions { Temperature = 0.5, TopK = 3, TopP = 0.6 };
        var drawn = Enumerable.Range(0, 300).Select(place => Next(options, logits, place)).Distinct().Order();
        Assert.Equal([1, 3], drawn);
    }

    [Fact]
    public void What_is_drawn_depends_on_seed_and_place()
    {
        var logits = new float[1000];
        var options = new GenerationOptions { Temperature = 1, Seed = 3 };
        Assert.Equal(Next(options, logits, 5), Next(options, logits, 5));
        Assert.NotEqual(
            Enumerable.Range(0, 5).Select(place => Next(options, logits, place)),
            Enumerable.Range(0, 5).Select(place => Next(options with { Seed = 4 }, logits, place)));
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_an_error()
    {
        float[] logits = [1, float.NaN, 2];
        Assert.Equal("ATT4162", Assert.Throws<AttuneException>(() => Next(new GenerationOptions(), logits, 0)).Code);
        Assert.Equal("ATT4162", Assert.Throws<AttuneException>(() => Next(new GenerationOptions { Temperature = 1 }, logits, 0)).Code);
    }

    public static TheoryData<GenerationOptions> OutOfRange =>
    [
        new GenerationOptions { MaxNewTokens = 0 },
        new GenerationOptions { Temperature = -1 },
        new GenerationOptions { Temperature = double.NaN },
        new GenerationOptions { TopK = -1 },
        new GenerationOptions { TopP = 0 },
        new GenerationOptions { TopP = 1.1 },
        new GenerationOptions { MinP = -0.1 },
        new GenerationOptions { RepetitionPenalty = 0 },
        new GenerationOptions { StopStrings = ["a", ""] },
    ];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_its_range_is_refused(GenerationOptions options) =>
        Assert.Equal("ATT4161", Assert.Throws<AttuneException>(options.Check).Code);

    private static int Next(GenerationOptions options, float[] logits, int place) =>
        new Sampler(options, options.Seed).Next(logits, NothingSeen, NothingCounted, place, new SamplingBuffers(logits.Length));
}
