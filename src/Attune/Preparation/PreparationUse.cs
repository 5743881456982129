namespace Attune.Preparation;

/// <summary>What a recipe is prepared for.</summary>
internal enum PreparationUse
{
    /// <summary>To be checked or planned: no row is kept in memory.</summary>
    Check,

    /// <summary>To be trained and evaluated: held-out rows are kept, since files may change while a model is trained.</summary>
    Evaluation,

    /// <summary>To be looked at by a person, who sees errors beside their rows.</summary>
    Inspection,
}
