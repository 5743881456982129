using Attune.Text.Datasets.Shapes;

namespace Attune.Generated.Tests;

[Dataset("data/pairs.jsonl", Shape = DatasetShape.Preference, TestFraction = 0.3)]
public sealed partial record Pair;

/// <summary>The type says what its rows are, and the file in which of the shapes.</summary>
[Dataset("data/found.jsonl", Shape = DatasetShape.Detect)]
public sealed partial record FoundPair : IRowOf<PreferencePair>;

[Dataset("data/judged.jsonl", Shape = DatasetShape.UnpairedPreference)]
public sealed partial record Judged : IRowOf<JudgedAnswer>;

[Dataset("data/near.csv", Shape = DatasetShape.Embedding)]
public sealed partial record Near : IRowOf<EmbeddingExample>;

[Dataset("data/labels.csv", Shape = DatasetShape.Label)]
public sealed partial class Labelled : IRowOf<LabelledText>;

[Dataset("data/texts.txt", Shape = DatasetShape.Text)]
public partial record struct Line : IRowOf<PlainText>;

[Dataset("data/chat-a.jsonl", Shape = DatasetShape.PromptCompletion)]
public sealed partial record Completed : IRowOf<Text.Conversations.Conversation>;
