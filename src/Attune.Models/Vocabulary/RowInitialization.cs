namespace Attune;

/// <summary>What the rows of a new token hold before training.</summary>
public enum RowInitialization
{
    /// <summary>The mean of the rows of all tokens there were, so that the token is as likely as a token is on average.</summary>
    MeanOfAllRows,

    /// <summary>The mean of the rows of the tokens of a text that says what the token means.</summary>
    MeanOfText,

    /// <summary>Normal around 0 with the configuration's <c>initializer_range</c>.</summary>
    Normal,
}
