namespace Attune_Starter;

/// <summary>One line of data/chats.jsonl: a conversation as <c>{"messages": [{"role": ..., "content": ...}, ...]}</c>, the answer last.</summary>
[Dataset("data/chats.jsonl", TestFraction = 0.15, Shape = DatasetShape.Messages)]
public sealed partial record Chat;
