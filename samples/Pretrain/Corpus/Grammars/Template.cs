namespace Attune.Pretrain.Grammars;

/// <summary>A parsed right-hand side: pieces written one after another.</summary>
internal sealed record Template(Piece[] Pieces)
{
    public void Write(Page page)
    {
        foreach (Piece piece in Pieces)
            piece.Write(page);
    }

    public IEnumerable<string> Slots() => Pieces.SelectMany(piece => piece.Slots());
}

internal abstract record Piece
{
    public abstract void Write(Page page);

    public virtual IEnumerable<string> Slots() => [];
}

internal sealed record LiteralPiece(string Text) : Piece
{
    public override void Write(Page page) => page.Out.Append(Text);
}

/// <summary><c>[a|b|c]</c></summary>
internal sealed record ChoicePiece(Template[] Choices) : Piece
{
    public override void Write(Page page) => Choices[page.Draw.Below(Choices.Length)].Write(page);

    public override IEnumerable<string> Slots() => Choices.SelectMany(choice => choice.Slots());
}

/// <summary><c>{rule}</c>, <c>{rule#key}</c>, <c>{rule#key.form.form}</c></summary>
internal sealed record SlotPiece(string Rule, string? Memory, string[] Forms) : Piece
{
    public override void Write(Page page)
    {
        if (Memory is null && Forms.Length == 0)
        {
            page.Expand(Rule);
            return;
        }

        string text = Memory is null ? page.Say(Rule) : page.Remembered(Rule, Memory);
        foreach (string form in Forms)
            text = Inflection.Inflect(text, form);
        page.Out.Append(text);
    }

    public override IEnumerable<string> Slots() => [Rule];
}
