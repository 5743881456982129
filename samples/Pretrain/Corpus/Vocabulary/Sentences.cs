using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Sentences about everyday life, one per alternative, without the capital and with the final mark.</summary>
internal static class Sentences
{
    public static void Add(Grammar grammar) => grammar
        .Rule("sentence", """
            {who} {doPast}.
            {who} {doPast} {whenPast}.
            {who} {doPast} {shortly}.
            {whenPast}, {who} {doPast}.
            {they} {doPast} {whenPast}.
            {who} {doThird} {often}.
            {who} {frequency} {doThird}.
            {who} wants to {doBase}.
            {who} {wantTo.ed} {doBase}.
            {they} {wantTo} {doBase} {soon}.
            {who} {modal} {doBase}.
            {who} {modal} {doBase} {shortly}.
            {who} is {doing}.
            {who} was {doing} when {who} {doPast}.
            {they} have been {doing} for {span}.
            {who} has {verbThing.en} {thing}[| already|, but nobody noticed].
            {who} had already {verbDocument.en} the {document} before the {event}.
            {who} will {doBase} {soon}.
            {soon}, {who} will {doBase}.
            {who} is going to {doBase}.
            {certainty}, {who} {doPast}.
            {link}, {who} {doPast}.
            {who} {think.ed} that {topic} was {judgement}.
            {who} {say.ed} that {who} {doPast}.
            "{doBase.cap}!" {say.ed} {who}.
            "{who.cap} {doPast}," {who} {say.ed} {manner}.
            it is {judgement} to {doBase}.
            it is {degree} {judgement} that {who} {doPast}.
            it was {weather} and {weather} {where}.
            the {storm} {whenPast} surprised {who}.
            the weather {where} was {degree} {weather}.
            there is {thing} {where}.
            there were {few} {animal.pl} {near} the {nature}.
            {conjunction} {who} {doPast}, {they} {doPast}.
            {who} {doPast} {conjunction} {they} {doPast}.
            if {who} {doThird}, {they} will {doBase}.
            if you {doBase}, you will {verbIdea} {topic}.
            {who} {doPast}, but {they} did not.
            {who} {doPast} and {doPast}.
            {who} {doPast}, {doPast} and {doPast}.
            {thing} is {colour} and made of {material}.
            {thing} costs {money} at {merchant}.
            {thing} is {size.er} than {thing}.
            {who} is {trait.er} than {who}.
            {who} is the {trait.est} {job} in {city}.
            {topic} is {degree} {judgement}.
            {topic} depends on {topic}.
            {doing.cap} is {degree} {judgement}.
            {doing.cap} {often} helps {who} to {doBase}.
            without {doing}, {who} cannot {doBase}.
            instead of {doing}, {who} {doPast}.
            before {doing}, {who} {doPast}.
            the {animal} {verbAnimal.ed} {where}.
            {size.a} {animal} can {verbAnimal}.
            {few} {animal.pl} {verbAnimal} {near} the {plant}.
            the {plant} grows {near} the {nature}.
            every {season}, {they} {doBase}.
            {who} lives {where} with {few} {animal.pl}.
            {who} is {number99} years old and works as {job.a}.
            {who} was born in {city} in {year}.
            {who} studied {subject} in {city} and became {job.a}.
            {who} plays the {instrument} and likes {hobby}.
            {who} never eats {food} because it is too {taste}.
            {who} had {food} and {drink} for {meal}.
            {who} has {body.a} that hurts after {hobby}.
            {who} stayed at home with {illness.a}.
            {who} gave {who} {thing}.
            {who} sent {document.a} to {who} {whenPast}.
            {who} bought {thing} for {money}.
            {who} sold {thing} to {who} and {doPast}.
            {who} took the {vehicle} to {city}.
            the {vehicle} to {city} leaves at {time} from the {building}.
            the {vehicle} was {number99} minutes late because of the {storm}.
            turn left at the {building}, then walk {direction} to the {nature}.
            {city} is in {country}, {number999} kilometres {direction} of {city}.
            {city} is famous for its {building.pl} and its {food}.
            the {building} opens at {time} and closes at {time}.
            the {room} has {colour} walls, {furniture.a} and {size.a} {furniture}.
            {near} the {furniture} there is {quality.a} {furniture}.
            the {shape} on the {clothing} is {colour}.
            put the {goods} {near} the {furniture}.
            please {doBase} {shortly}.
            do not {doBase} {conjunction} {who} {doPast}.
            """)
        .Rule("question", """
            did {who} {doBase}?
            did you {doBase} {whenPast}?
            will {they} {doBase} {soon}?
            can you {doBase}[| {shortly}]?
            could you please {doBase}?
            would you like to {doBase}?
            do you {doBase} {often}?
            does {who} {doBase}?
            have you ever {verbPlace.en} {place}?
            why did {who} {doBase}?
            when will {who} {doBase}?
            where did {they} {doBase}?
            how did {who} {doBase}?
            what did {who} {doBase} for?
            who {doPast}?
            which {goods} did {who} {verbThing}?
            how many {goods.pl} did {who} {verbThing}?
            how much does the {goods} cost?
            how long have {they} been {doing}?
            what is {topic}?
            is {topic} {judgement}?
            are {they} {feeling}?
            what colour is the {goods}?
            how old is {who}?
            where is the {building}?
            what time does the {building} open?
            how do I {doBase}?
            what happens if {who} {doThird}?
            """);
}
