using Aspire.Hosting;
using Attune.Hosting.Dialogs;

// Aspire's interaction service is still marked as a preview.
#pragma warning disable ASPIREINTERACTION001

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Tells and asks by Aspire's interaction service.</summary>
internal sealed class AspireDialogs : IDialogs
{
    private IInteractionService? _service;

    /// <summary>Called once, when the AppHost runs.</summary>
    public void Bind(IInteractionService service) => _service = service;

    public void Notify(NoticeKind kind, string title, string message, (string Text, string Url)? link = null)
    {
        if (_service is not { IsAvailable: true } service)
            return;
        var options = new NotificationInteractionOptions
        {
            Intent = kind switch
            {
                NoticeKind.Success => MessageIntent.Success,
                NoticeKind.Error => MessageIntent.Error,
                _ => MessageIntent.Information,
            },
            LinkText = link?.Text,
            LinkUrl = link?.Url,
        };
        _ = service.PromptNotificationAsync(title, message, options);
    }

    public async Task<IReadOnlyDictionary<string, string>?> AskAsync(
        string title, string message, IReadOnlyList<DialogInput> inputs, Func<string, string, string?> validate, CancellationToken cancellation)
    {
        if (_service is not { IsAvailable: true } service)
            return null;
        var options = new InputsDialogInteractionOptions
        {
            EnableMessageMarkdown = true,
            ValidationCallback = context =>
            {
                foreach (var input in context.Inputs)
                {
                    if (validate(input.Name, input.Value ?? "") is { } mistake)
                        context.AddValidationError(input, mistake);
                }

                return Task.CompletedTask;
            },
        };
        var result = await service.PromptInputsAsync(title, message, [.. inputs.Select(Of)], options, cancellation).ConfigureAwait(false);
        return result.Canceled ? null : result.Data!.ToDictionary(input => input.Name, input => input.Value ?? "", StringComparer.Ordinal);
    }

    private static InteractionInput Of(DialogInput input) => new()
    {
        Name = input.Name,
        Label = input.Label,
        Placeholder = input.Placeholder,
        Description = input.Description,
        InputType = input.Options is null ? InputType.Text : InputType.Choice,
        Required = input.IsRequired,
        Options = input.Options is null ? null : [.. input.Options.Select(option => KeyValuePair.Create(option.Value, option.Text))],
        Value = input.Options is [var first, ..] ? first.Value : null,
    };
}
