namespace Attune.Pretrain.Grammars;

/// <summary>The words that English does not form by rule.</summary>
internal static class Irregular
{
    public static readonly Dictionary<string, (string Past, string Participle)> Verbs = Lines("""
        be was been; beat beat beaten; become became become; begin began begun; bend bent bent; bet bet bet; bite bit bitten; bleed bled bled
        blow blew blown; break broke broken; bring brought brought; build built built; burn burned burned; burst burst burst; buy bought bought
        catch caught caught; choose chose chosen; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug
        do did done; draw drew drawn; dream dreamed dreamed; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed
        feel felt felt; fight fought fought; find found found; fit fit fit; fly flew flown; forget forgot forgotten; forgive forgave forgiven
        freeze froze frozen; get got got; give gave given; go went gone; grow grew grown; hang hung hung; have had had; hear heard heard
        hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known; lay laid laid
        lead led led; leave left left; lend lent lent; let let let; lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant
        meet met met; pay paid paid; prove proved proven; put put put; quit quit quit; read read read; ride rode ridden; ring rang rung
        rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set
        shake shook shaken; shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; sing sang sung
        sink sank sunk; sit sat sat; sleep slept slept; slide slid slid; speak spoke spoken; spend spent spent; spin spun spun; split split split
        spread spread spread; stand stood stood; steal stole stolen; stick stuck stuck; strike struck struck; swear swore sworn; sweep swept swept
        swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told; think thought thought
        throw threw thrown; understand understood understood; wake woke woken; wear wore worn; weave wove woven; win won won; wind wound wound
        withdraw withdrew withdrawn; write wrote written; rewrite rewrote rewritten; reset reset reset; rebuild rebuilt rebuilt; undo undid undone
        overpay overpaid overpaid; resend resent resent; repay repaid repaid; mistake mistook mistaken; foresee foresaw foreseen; upset upset upset
        """);

    public static readonly Dictionary<string, string> Plurals = Pairs("""
        man men; woman women; child children; foot feet; tooth teeth; mouse mice; goose geese; person people; leaf leaves; knife knives; life lives
        wife wives; shelf shelves; wolf wolves; loaf loaves; half halves; scarf scarves; thief thieves; calf calves; potato potatoes; tomato tomatoes
        hero heroes; echo echoes; analysis analyses; crisis crises; basis bases; sheep sheep; fish fish; deer deer; series series; salmon salmon
        aircraft aircraft; staff staff; postman postmen; policeman policemen; fisherman fishermen; businesswoman businesswomen; fireman firemen
        quiz quizzes; jeans jeans; scissors scissors; trousers trousers; glasses glasses; headphones headphones; shorts shorts; species species
        grandchild grandchildren; housewife housewives; bookshelf bookshelves; salesman salesmen; craftsman craftsmen; index indexes; matrix matrices
        """);

    public static readonly Dictionary<string, (string Comparative, string Superlative)> Adjectives = Lines("""
        good better best; bad worse worst; far farther farthest; little less least; many more most; fun funnier funniest; well better best
        """);

    public static readonly HashSet<string> Doubling =
    [
        "admit", "begin", "commit", "compel", "control", "equip", "expel", "forget", "occur", "omit", "patrol", "permit", "prefer", "propel",
        "rebel", "refer", "regret", "reset", "submit", "transfer", "transmit", "upset", "format", "program", "unplug", "handicap", "outwit",
    ];

    public static readonly string[] SoundsConsonant = ["uni", "use", "usu", "euro", "one", "once", "ubiq", "utili", "uk ", "u.s", "us ", "url", "uri", "ewe"];

    public static readonly string[] SoundsVowel = ["hour", "honest", "honour", "honor", "heir", "8", "11", "18", "fbi", "sms", "sql", "xml", "html", "http ", "mp3", "lte", "rfc", "atm", "app", "sd card", "led", "x-ray"];

    private static Dictionary<string, (string, string)> Lines(string text) =>
        Entries(text).ToDictionary(words => words[0], words => (words[1], words[2]));

    private static Dictionary<string, string> Pairs(string text) => Entries(text).ToDictionary(words => words[0], words => words[1]);

    private static IEnumerable<string[]> Entries(string text) =>
        text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry => entry.Split(' '));
}
