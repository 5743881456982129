namespace Attune.Text.Tokenizers.Formats;

/// <summary>Reads SentencePiece's <c>.model</c> files (protobuf, <c>sentencepiece_model.proto</c>).</summary>
internal static class SentencePieceReader
{
    private const int Unigram = 1;
    private const int Bpe = 2;

    public static SentencePieceModel Read(byte[] bytes, string file)
    {
        var reader = new ProtobufReader(bytes, file);
        var pieces = new List<SentencePiece>();
        var (type, fallback, suffix) = (Unigram, false, false);
        var model = new SentencePieceModel(pieces, IsUnigram: true);
        while (reader.Next())
        {
            if (reader.Field == 1)
                pieces.Add(ReadPiece(reader.Nested()));
            else if (reader.Field == 2)
                (type, fallback, suffix) = ReadTraining(reader.Nested());
            else if (reader.Field == 3)
                model = ReadNormalizer(reader.Nested(), model);
        }

        if (pieces.Count == 0)
            throw reader.Damaged("no pieces");
        if (type is not (Unigram or Bpe) || suffix)
        {
            throw new AttuneException(
                TokenizerErrors.UnsupportedType,
                suffix ? "SentencePiece models whose blanks are at the end of words are not supported." : $"SentencePiece models of type {type} are not supported.",
                "Supported are 1 (unigram) and 2 (BPE) with blanks at the start of words.", file);
        }

        return model with { IsUnigram = type == Unigram, ByteFallback = fallback };
    }

    private static SentencePiece ReadPiece(ProtobufReader reader)
    {
        var (text, score, kind) = ("", 0f, PieceKind.Normal);
        while (reader.Next())
        {
            if (reader.Field == 1)
                text = reader.Text;
            else if (reader.Field == 2)
                score = reader.Single;
            else if (reader.Field == 3)
                kind = reader.Number is >= 1 and <= 6 ? (PieceKind)reader.Number : throw reader.Damaged($"a piece of the unknown type {reader.Number}");
        }

        return float.IsNaN(score) ? throw reader.Damaged("a piece without a proper score") : new SentencePiece(text, score, kind);
    }

    private static (int Type, bool Fallback, bool Suffix) ReadTraining(ProtobufReader reader)
    {
        var (type, fallback, suffix) = (Unigram, false, false);
        while (reader.Next())
        {
            if (reader.Field == 3)
                type = (int)Math.Min(reader.Number, 1000);
            else if (reader.Field == 24)
                suffix = reader.Flag;
            else if (reader.Field == 35)
                fallback = reader.Flag;
        }

        return (type, fallback, suffix);
    }

    private static SentencePieceModel ReadNormalizer(ProtobufReader reader, SentencePieceModel model)
    {
        while (reader.Next())
        {
            if (reader.Field == 2)
                model = model with { CharacterMap = reader.Content.ToArray() };
            else if (reader.Field == 3)
                model = model with { AddDummyPrefix = reader.Flag };
            else if (reader.Field == 4)
                model = model with { RemoveExtraWhitespaces = reader.Flag };
        }

        return model;
    }
}
