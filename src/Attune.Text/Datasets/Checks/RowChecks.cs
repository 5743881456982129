namespace Attune.Text.Datasets.Checks;

/// <summary>All rules, in the order in which their findings are shown.</summary>
public static class RowChecks
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<IRowCheck> All { get; } =
    [
        new EmptyAnswerCheck(), new NoSupervisedTokenCheck(), new StopTokenNotSupervisedCheck(), new PromptIsNotPrefixCheck(),
        new MergedTokenCheck(), new DroppedPartCheck(), new RewrittenHistoryCheck(),
        new MissingBeginTokenCheck(), new DoubleBeginTokenCheck(), new RowTooLongCheck(),
        new DuplicateRowCheck(), new RowInBothPartsCheck(), new NearDuplicateRowCheck(), new NearlyInBothPartsCheck(),
        new UnknownLabelCheck(), new ConflictingLabelsCheck(), new LabelOnlyHeldOutCheck(), new LabelImbalanceCheck(),
        new PlaceholderAnswerCheck(), new RepeatedAnswerCheck(), new CutColumnCheck(),
        new SpecialTokenTextCheck(), new MojibakeCheck(), new ReplacementCharacterCheck(), new ControlCharacterCheck(),
        new OtherScriptCheck(), new MixedScriptWordCheck(), new HtmlEntityCheck(), new OuterBlanksCheck(),
    ];
}
