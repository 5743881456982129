namespace Attune.Training.Tests.Schedules;

public class ScheduleTests
{
    [Fact]
    public void Warm_up_is_a_fraction_of_all_steps_rounded_up()
    {
        var warmup = Warmup.Fraction(0.05);
        Assert.Equal(3, warmup.StepsOf(41));
        Assert.Equal(2, warmup.StepsOf(40));
        Assert.Equal(0, Warmup.None.StepsOf(40));
    }

    [Fact]
    public void Warm_up_rises_from_zero_to_the_peak()
    {
        var schedule = new CosineSchedule(Warmup.Steps(4));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Enumerable.Range(0, 5).Select(step => schedule.Factor(step, 100)));
    }

    [Fact]
    public void Cosine_is_right_at_every_turn()
    {
        for (int i = -720; i <= 720; i++)
            Assert.Equal(Math.Cos(2 * Math.PI * i / 360.0), PortableCosine.OfTurns(i / 360.0), 1e-14);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_warm_up_fraction_outside_its_range_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmup.Fraction(fraction));
}
