using Attune.Hosting.Running;

namespace Attune.Hosting.Tests.Running;

public sealed class MachineQueueTests
{
    private readonly MachineQueue _queue = new(new MachineNeeds(4, Gpus: 1, Builds: 1));
    private readonly Dictionary<string, string> _reasons = [];

    private Task<IDisposable> Take(string name, MachineNeeds needs, CancellationToken cancellation = default) =>
        _queue.TakeAsync(name, needs, reason => _reasons[name] = reason, cancellation);

    [Fact]
    public async Task Gives_in_the_order_of_asking_and_says_what_is_waited_for()
    {
        var first = await Take("first", new MachineNeeds(4));
        var second = Take("second", new MachineNeeds(3));
        var third = Take("third", new MachineNeeds(1));
        Assert.Equal("3 of 4 processors, in use by first", _reasons["second"]);
        Assert.Equal("1 of 4 processors, in use by first, after second", _reasons["third"]);
        first.Dispose();
        using (await second)
        using (await third)
            Assert.False(Take("fourth", new MachineNeeds(1)).IsCompleted);
    }

    [Fact]
    public async Task Nobody_overtakes_one_who_waits_for_the_same()
    {
        using var small = await Take("small", new MachineNeeds(1));
        var large = Take("large", new MachineNeeds(4));
        var tiny = Take("tiny", new MachineNeeds(1));
        Assert.False(large.IsCompleted);
        Assert.False(tiny.IsCompleted);
    }

    [Fact]
    public async Task Different_things_do_not_wait_for_each_other()
    {
        using var all = await Take("all", new MachineNeeds(4));
        var waits = Take("waits", new MachineNeeds(1));
        using var build = await Take("build", new MachineNeeds(0, Builds: 1));
        using var gpu = await Take("gpu", new MachineNeeds(0, Gpus: 1));
        Assert.False(waits.IsCompleted);
        Assert.False(Take("other gpu", new MachineNeeds(0, Gpus: 1)).IsCompleted);
        Assert.Equal("1 of 1 GPUs, in use by gpu", _reasons["other gpu"]);
    }

    [Fact]
    public async Task One_who_needs_two_things_waits_for_both()
    {
        var gpu = await Take("gpu", new MachineNeeds(0, Gpus: 1));
        var processors = await Take("processors", new MachineNeeds(3));
        var trainer = Take("trainer", new MachineNeeds(2, Gpus: 1));
        Assert.Equal("1 of 1 GPUs and 2 of 4 processors, in use by gpu, processors", _reasons["trainer"]);
        gpu.Dispose();
        Assert.False(trainer.IsCompleted);
        processors.Dispose();
        using var got = await trainer;
    }

    [Fact]
    public async Task A_machine_may_be_known_only_after_some_have_asked()
    {
        var first = await Take("first", new MachineNeeds(0, Gpus: 1));
        var second = Take("second", new MachineNeeds(0, Gpus: 1));
        Assert.False(second.IsCompleted);
        _queue.SetMachine(machine => machine with { Gpus = 2 });
        using var got = await second;

        // One less than are held: the next one waits for both.
        _queue.SetMachine(machine => machine with { Gpus = 1 });
        var third = Take("third", new MachineNeeds(0, Gpus: 1));
        first.Dispose();
        Assert.False(third.IsCompleted);
        got.Dispose();
        using var last = await third;
    }

    [Fact]
    public async Task Asking_for_more_than_there_is_gets_all_there_is()
    {
        var everything = await Take("everything", new MachineNeeds(int.MaxValue));
        var next = Take("next", new MachineNeeds(1));
        Assert.False(next.IsCompleted);
        everything.Dispose();
        everything.Dispose();
        using var got = await next;
        Assert.False(Take("more", new MachineNeeds(4)).IsCompleted);
    }

    [Fact]
    public async Task One_who_gives_up_stands_in_nobodys_way()
    {
        using var holder = await Take("holder", new MachineNeeds(2));
        using var giveUp = new CancellationTokenSource();
        var large = Take("large", new MachineNeeds(4), giveUp.Token);
        var small = Take("small", new MachineNeeds(2));
        Assert.False(small.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        using var got = await small;
    }
}
