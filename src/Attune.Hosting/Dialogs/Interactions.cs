using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;

namespace Attune.Hosting.Dialogs;

/// <summary>
/// Dialogs and notifications that are open. Each dashboard that connects is sent all of them, and answers; the first answer
/// counts and closes it everywhere.
/// </summary>
internal sealed class Interactions : IDialogs
{
    /// <summary>Older notifications that nobody closed are forgotten.</summary>
    private const int MostNotifications = 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Open> _open = [];
    private int _lastId;
    private long _revision;

    /// <summary>Raised when something was opened, changed or closed.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What changed after <paramref name="revision"/>, which is set to the last one.</summary>
    public IReadOnlyList<WatchInteractionsResponseUpdate> After(ref long revision)
    {
        lock (_lock)
        {
            var seen = revision;
            revision = _revision;
            return [.. _open.Values.Where(open => open.Revision > seen && (seen > 0 || !open.IsClosed)).Select(open => open.Message)];
        }
    }

    /// <inheritdoc/>
    public void Notify(NoticeKind kind, string title, string message, (string Text, string Url)? link = null)
    {
        var notification = new InteractionNotification { Intent = DialogMessages.Of(kind), LinkText = link?.Text ?? "", LinkUrl = link?.Url ?? "" };
        Add(new WatchInteractionsResponseUpdate { Title = title, Message = message, ShowDismiss = true, Notification = notification }, isNotification: true);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> AskAsync(
        string title, string message, IReadOnlyList<DialogInput> inputs, Func<string, string, string?> validate, CancellationToken cancellation)
    {
        var dialog = new InteractionInputsDialog();
        dialog.InputItems.AddRange(inputs.Select(DialogMessages.Of));
        var id = Add(
            new WatchInteractionsResponseUpdate
            {
                Title = title,
                Message = message,
                EnableMessageMarkdown = true,
                PrimaryButtonText = "OK",
                SecondaryButtonText = "Cancel",
                ShowSecondaryButton = true,
                ShowDismiss = true,
                InputsDialog = dialog,
            },
            isNotification: false);
        try
        {
            return await AnswerAsync(id, validate, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Close(id);
        }
    }

    /// <summary>Takes what a dashboard sent.</summary>
    public void Answer(WatchInteractionsRequestUpdate answer)
    {
        Open? open;
        lock (_lock)
            open = _open.GetValueOrDefault(answer.InteractionId);
        if (open is null || open.IsClosed || answer.ResponseUpdate)
            return;
        if (open.IsNotification)
            Close(answer.InteractionId);
        else
            open.Answered.TrySetResult(answer.KindCase == WatchInteractionsRequestUpdate.KindOneofCase.InputsDialog ? answer.InputsDialog : null);
    }

    private async Task<IReadOnlyDictionary<string, string>?> AnswerAsync(int id, Func<string, string, string?> validate, CancellationToken cancellation)
    {
        while (true)
        {
            Task<InteractionInputsDialog?> answered;
            lock (_lock)
                answered = _open[id].Answered.Task;
            if (await answered.WaitAsync(cancellation).ConfigureAwait(false) is not { } dialog)
                return null;
            var mistakes = 0;
            foreach (var input in dialog.InputItems)
            {
                input.ValidationErrors.Clear();
                if (validate(input.Name, input.Value) is not { } mistake)
                    continue;
                input.ValidationErrors.Add(mistake);
                mistakes++;
            }

            if (mistakes == 0)
                return dialog.InputItems.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal);
            Replace(id, message => message.InputsDialog = dialog);
        }
    }

    private int Add(WatchInteractionsResponseUpdate message, bool isNotification)
    {
        int id;
        lock (_lock)
        {
            id = ++_lastId;
            message.InteractionId = id;
            _open.Add(id, new Open(message, ++_revision, isNotification, IsClosed: false));
            Forget();
        }

        Changed.Raise();
        return id;
    }

    private void Close(int id) => Replace(id, message => message.Complete = new InteractionComplete(), isClosed: true);

    private void Replace(int id, Action<WatchInteractionsResponseUpdate> change, bool isClosed = false)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(id, out var open) || open.IsClosed)
                return;
            var message = open.Message.Clone();
            change(message);
            _open[id] = new Open(message, ++_revision, open.IsNotification, isClosed);
        }

        Changed.Raise();
    }

    /// <summary>Closed ones are kept until every dashboard that is connected has had the time to hear of it.</summary>
    private void Forget()
    {
        foreach (var old in _open.Values.Where(open => open.IsClosed || open.IsNotification).Select(open => open.Message.InteractionId).SkipLast(MostNotifications).ToList())
            _open.Remove(old);
    }

    private sealed record Open(
        WatchInteractionsResponseUpdate Message, long Revision, bool IsNotification, bool IsClosed)
    {
        public TaskCompletionSource<InteractionInputsDialog?> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
