using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Prose;

/// <summary>Descriptions of products, towns, companies, people and jobs; letters; talks; news. Facts are remembered within a page.</summary>
internal static class Pages
{
    private static readonly string[][] s_descriptions =
    [
        [
            "the {goods#1} is made of {material#1} and weighs {number99} kilograms.", "it comes in {colour#1}, {colour#2} and {colour#3}.", "the {goods#1} costs {money#1}; {number9} of them cost {money#2}.", "you can buy it at {merchant#1}.", "it is {degree} {quality} and {quality}.",
            "customers say that it is {judgement}.", "the warranty lasts {number9} years.", "it was designed by {person#1} in {city#1}.", "do not leave it {near} the {appliance}.", "delivery takes {span}.", "it is perfect for {hobby} and {hobby}.",
        ],
        [
            "{city#1} is a {size} city in {country#1}.", "it has {number} inhabitants and lies on the {nature#1}.", "its most famous building is the {building#1} on {street#1}.", "visitors like the {quality} {building} and the {food#1}.", "in {season}, it is often {weather}.", "the {event#1} takes place every {month#1}.",
            "the {vehicle} to {city#2} takes {span}.", "many people work in {industry#1} and {industry#2}.", "a room in the {building} costs {money} a night.", "{person#1}, {job.a}, was born in {city#1} in {year#1}.", "to the {direction} there is {size.a} {nature}.",
        ],
        [
            "{merchant#1} was founded by {person#1} in {city#1} in {year#1}.", "the company works in {industry#1} and has {number} employees.", "it sells {goods#1.pl} and {goods#2.pl}.", "its headquarters are at {address#1}.", "in {year}, {merchant#1} {verbMarket.ed} its {businessNoun}.", "the {role#1} is {person#2}.",
            "customers can pay by {payMethod} or {payMethod}.", "the shop is open from {time} to {time}.", "{merchant#1} plans to {verbCompany}.", "its main rival is {merchant#2}.", "you can call {phoneNumber#1} or visit {merchant#1.snake}.example.",
        ],
        [
            "{person#1} is {job#1.a} in {city#1}.", "{person#1} was born on {date#1} in {city#2}.", "{first#9} and {person#1} met {whenPast}.", "{person#1} studied {subject#1} and speaks {language#1} and {language#2}.", "everybody says that {person#1} is {trait} and {trait}.", "the favourite food of {person#1} is {food#1}.",
            "in the evening, {person#1} likes {hobby#1} and {hobby#2}.", "{person#1} lives at {address#1} with {few} {animal.pl}.", "the {relative} of {person#1} is {job.a}.", "{person#1} once {doPast}.", "{person#1} dreams of {doing}.",
        ],
        [
            "we are looking for {job#1.a} in {city#1}.", "you will {workTask} and {workTask}.", "you are {trait}, {trait} and {trait}.", "you speak {language#1} and some {language#2}.", "the salary is {money} per month.", "you work from {time} to {time}, {number9} days a week.", "please send your {document} to {person#1} before {date#1}.",
            "{merchant#1} offers {number20} days of holiday and a {quality} office.", "experience in {subject#1} is {judgement}.", "our team has {numberWord} people from {country} and {country}.",
        ],
        [
            "the house at {address#1} has {number9} rooms.", "the {room#1} is {number99} square metres large and has {furniture#1.a}.", "in the {room#2} you find {furniture#2.a}, {furniture#3.a} and {appliance#1.a}.", "the walls of the {room#1} are {colour#1}, those of the {room#2} {colour#2}.", "the rent is {money#1} per month.",
            "the {building} is {number999} metres away.", "from the {room} you can see the {nature}.", "{person#1} has lived here for {span}.", "there is {plant.a} in the garden.", "the {appliance#1} was repaired {ago}.",
        ],
    ];

    private static readonly string[] s_letterLines =
    [
        "I am writing about the {document#1} of {date#1}.", "thank you for your {document#1}.", "I would like to {workTask}.", "could you please {verbDocument} the {document#1} before {day}?", "our {department} team will {workTask} {soon}.", "the {goods#1} that I ordered {ago} is {quality}.",
        "we have received your payment of {money#1}.", "the order number is {reference#1}.", "please call {phoneNumber#1} if you have any questions.", "I am {feeling} about the {abstract}.", "the meeting on {day} at {time} has to be moved to {day}.", "{first#3} will be on holiday until {date}.", "attached you find the {document#1} and {document.a}.",
        "we look forward to the {event}.", "unfortunately, {merchant#1} cannot {verbCompany}.", "{merchant#1} will {verbCompany} {soon}.", "please let me know whether you can come to the {event} in {city#1}.", "I have to {chore}, so I will be late.", "{sentence}",
    ];

    private static readonly string[] s_talkLines =
    [
        "{question}", "{sentence}", "no, {who} {doPast}.", "yes, and {who} {doPast}.", "really? I thought that {topic} was {judgement}.", "I am {feeling}. {question}", "let's {doBase}!", "I {frequency} {doBase}, but not {often}.", "that is {judgement}.", "I would rather {doBase}.",
        "how about {doing}?", "sorry, I have to {chore}.", "me too. {question}", "it costs {money}.", "at {time}, {where}.", "that's {degree} {judgement}, isn't it?", "I don't know. Ask {who}.", "well, {who} told me to {doBase}.", "why not? {sentence}", "of course. {sentence}",
    ];

    public static CorpusDocument Describe(Page page)
    {
        string[] kind = page.Draw.Pick(s_descriptions);
        return Documents.Plain(ProseText.Filled(page, ProseText.Some(page, kind, page.Draw.Between(4, 9))));
    }

    public static CorpusDocument Letter(Page page)
    {
        string body = ProseText.Filled(page, ProseText.Some(page, s_letterLines, page.Draw.Between(3, 6)));
        string start = page.Draw.Chance(0.5) ? page.Fill("{salutation},") : page.Fill("Dear {person},");
        string head = page.Draw.Chance(0.4) ? page.Fill("From: {person#7}\nTo: {person#8}\nSubject: {document#1} of {date#1}\n\n") : "";
        return Documents.Plain($"{head}{start}\n\n{body}\n\n{page.Fill("{closing},")}\n{page.Fill("{person#7}")}");
    }

    public static CorpusDocument Talk(Page page)
    {
        string[] names = [page.Fill("{first#1}"), page.Fill("{first#2}")];
        int turns = page.Draw.Between(4, 9);
        var lines = Enumerable.Range(0, turns).Select(turn => $"{names[turn % 2]}: {ProseText.Capitals(page.Fill(s_talkLines))}");
        return Documents.Plain(string.Join('\n', lines));
    }

    public static CorpusDocument News(Page page)
    {
        string title = page.Fill(page.Draw.Pick(["{merchant#1} wants to {verbCompany}", "{merchant#1}: {businessNoun} {verbMarket.ed} by {percent} percent", "{event.cap} in {city#1} on {date#1}", "{storm.cap} in {city#1}: {vehicle.pl} late"]));
        string body = ProseText.Paragraph(page, page.Draw.Between(3, 7), "business", "business", "sentence");
        return Documents.Plain($"{title}\n\n{page.Fill("{city#1}, {date#1}.")} {body}");
    }
}
