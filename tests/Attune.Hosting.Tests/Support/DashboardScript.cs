namespace Attune.Hosting.Tests.Support;

/// <summary>Finds things in the dashboard's pages. Its controls are web components, so texts and buttons are looked for in shadow trees too.</summary>
internal static class DashboardScript
{
    public const string Functions = """
        const attune = {
          all(root = document) { return [...root.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? attune.all(e.shadowRoot) : [])]); },
          text() { return (document.body?.innerText ?? '') + attune.all().filter(e => e.shadowRoot).map(e => e.shadowRoot.textContent).join(' '); },
          of(...tags) { return attune.all().filter(e => tags.includes(e.tagName)); },
          isNamed(e, title) { return e.title === title || e.getAttribute('aria-label') === title || e.textContent.trim() === title; },
          button(title) { return attune.of('FLUENT-BUTTON', 'BUTTON').find(e => !e.disabled && attune.isNamed(e, title)); },
          item(title) { return attune.of('FLUENT-MENU-ITEM').find(e => !e.disabled && attune.isNamed(e, title)); },
          inDialog(...tags) { return attune.of(...tags).filter(e => e.closest('fluent-dialog')); },
          option(text) { return attune.inDialog('FLUENT-OPTION').find(e => e.textContent.includes(text)); },
          chosen(text) { const option = attune.option(text); return option && option.closest('fluent-select').value === option.value ? 'yes' : ''; },
          link(text) { return attune.inDialog('A', 'FLUENT-ANCHOR').find(e => e.textContent.includes(text)); },
          field(placeholder) { return attune.of('FLUENT-TEXT-FIELD').find(e => e.placeholder === placeholder); },
          typed(placeholder) { return attune.field(placeholder)?.value ?? ''; },
          isLost() { const e = document.getElementById('blazor-error-ui'); return !!e && getComputedStyle(e).display !== 'none'; },
          controls() {
            return attune.of('FLUENT-BUTTON', 'FLUENT-MENU-ITEM', 'FLUENT-OPTION', 'FLUENT-TEXT-FIELD')
              .map(e => `${e.tagName.toLowerCase()} '${e.title || e.placeholder || e.getAttribute('aria-label') || e.textContent.trim()}'${e.disabled ? ' (disabled)' : ''}`).join(', ');
          },
        };
        """;
}
