namespace Attune;

/// <summary>The language that a prompt is written in. All of them give the same tree, so spans and checks hold for each.</summary>
public enum PromptLanguage
{
    /// <summary>Jinja, the language of chat templates.</summary>
    Jinja,

    /// <summary>Variables as <c>{{ name }}</c> or <c>{{ name.field }}</c>; everything else is text.</summary>
    Plain,

    /// <summary>Scriban: variables, conditions, loops and pipes.</summary>
    Scriban,

    /// <summary>Fields as <c>[NAME]</c>; everything else is text.</summary>
    Brackets,

    /// <summary>Fields as <c>{NAME}</c>; everything else is text.</summary>
    Braces,

    /// <summary>Fields as <c>$NAME</c> or <c>${NAME}</c>; everything else is text.</summary>
    Dollars,
}
