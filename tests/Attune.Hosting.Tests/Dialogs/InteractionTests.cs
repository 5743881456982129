using Attune.Hosting.Dialogs;
using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.Tests.Dialogs;

public sealed class InteractionTests
{
    private readonly Interactions _interactions = new();

    [Fact]
    public async Task A_dialog_is_asked_again_until_the_values_are_right()
    {
        var asked = _interactions.AskAsync("Title", "Message", [Inputs.Text("n", "Number")], (_, value) => value == "7" ? null : "Not seven.", default);
        var revision = 0L;
        var dialog = Assert.Single(_interactions.After(ref revision));
        Assert.Equal("Number", dialog.InputsDialog.InputItems[0].Label);
        Answer(dialog, "8");
        var again = await NextAsync(revision, update => update.InputsDialog?.InputItems[0].ValidationErrors.Count == 1);
        Assert.Equal("Not seven.", again.InputsDialog.InputItems[0].ValidationErrors[0]);
        Answer(again, "7");
        Assert.Equal("7", (await asked)!["n"]);
        var newcomer = 0L;
        Assert.Empty(_interactions.After(ref newcomer));
        Assert.Equal(WatchInteractionsResponseUpdate.KindOneofCase.Complete, Assert.Single(_interactions.After(ref revision)).KindCase);
    }

    [Fact]
    public async Task A_closed_dialog_has_no_answer()
    {
        var asked = _interactions.AskAsync("Title", "", [Inputs.Text("n", "Number")], (_, _) => null, default);
        var revision = 0L;
        var id = Assert.Single(_interactions.After(ref revision)).InteractionId;
        _interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = id + 1, Complete = new InteractionComplete() });
        Assert.False(asked.IsCompleted);
        _interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = id, Complete = new InteractionComplete() });
        Assert.Null(await asked);
    }

    [Fact]
    public async Task A_dialog_that_nobody_needs_any_more_is_closed()
    {
        using var giveUp = new CancellationTokenSource();
        var asked = _interactions.AskAsync("Title", "", [Inputs.Text("n", "Number")], (_, _) => null, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        var newcomer = 0L;
        Assert.Empty(_interactions.After(ref newcomer));
    }

    [Fact]
    public void Notifications_stay_until_somebody_closes_them_and_old_ones_are_forgotten()
    {
        for (var i = 1; i <= 30; i++)
            _interactions.Notify(NoticeKind.Information, $"News {i}", "");
        var revision = 0L;
        var shown = _interactions.After(ref revision);
        Assert.Equal(Enumerable.Range(11, 20).Select(i => $"News {i}"), shown.Select(update => update.Title));
        _interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = shown[0].InteractionId, Complete = new InteractionComplete() });
        var newcomer = 0L;
        Assert.Equal(19, _interactions.After(ref newcomer).Count);
    }

    private void Answer(WatchInteractionsResponseUpdate dialog, string value)
    {
        var answer = dialog.InputsDialog.Clone();
        answer.InputItems[0].Value = value;
        _interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = dialog.InteractionId, InputsDialog = answer });
    }

    private async Task<WatchInteractionsResponseUpdate> NextAsync(long seen, Func<WatchInteractionsResponseUpdate, bool> condition)
    {
        while (true)
        {
            var version = _interactions.Changed.Version;
            var revision = seen;
            if (_interactions.After(ref revision).FirstOrDefault(condition) is { } found)
                return found;
            await _interactions.Changed.WaitAsync(version, CancellationToken.None);
        }
    }
}
