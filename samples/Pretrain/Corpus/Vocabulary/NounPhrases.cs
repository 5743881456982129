using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Noun phrases and verb phrases that sentences are made of.</summary>
internal static class NounPhrases
{
    public static void Add(Grammar grammar) => grammar
        .Words("o", "item")
        .Rule("who", """
            {first}
            {first}
            my {relative}
            her {relative}
            his {relative}
            our {relative}
            the {job}
            {trait.a} {job}
            the {role}
            the {trait} {relative}
            {person}
            someone
            everyone
            nobody in {city}
            the new {job}
            {job.a}
            the {job} from {city}
            {first} and {first}'s {relative}
            """)
        .Rule("they", """
            the {job.pl}
            the {role.pl}
            my {relative.pl}
            {first} and {first}
            {few} {animal.pl}
            the children
            the neighbours
            the guests
            most people in {city}
            our {role.pl}
            {few} {job.pl}
            """)
        .Rule("thing", """
            the {goods}
            {goods.a}
            the {colour} {goods}
            {colour.a} {clothing}
            {quality.a} {goods}
            the {quality} {material} {furniture}
            a pair of {colour} {clothing.pl}
            {few} {goods.pl}
            the {quality} {device}
            {size.a} {furniture}
            my {clothing}
            her {device}
            his {colour} {goods}
            the {goods} from {merchant}
            {ordinal.a} {goods}
            """)
        .Rule("eatable", """
            {food.a}
            the {taste} {food}
            {few} {food.pl}
            some {taste} {food} with {food}
            {food} and {food}
            a {unit} of {food.pl}
            a cup of {drink}
            some {drink}
            {taste.a} {food}
            """)
        .Rule("where", """
            in the {room}
            at the {building}
            in {city}
            near the {nature}
            {near} the {building}
            {near} the {furniture}
            in {country}
            on {street}
            at the {size} {building}
            behind the {building}
            on the {vehicle}
            in a {quality} {building}
            by the {nature}
            in front of the {nature}
            """)
        .Rule("place", """
            the {building}
            {city}
            the {nature}
            the {quality} {building}
            the {size} {nature}
            {country}
            the {room}
            the {building} on {street}
            the old {building} in {city}
            """)
        .Rule("whenPast", """
            {ago}
            on {day}
            in {month}
            on {date}
            last {season}
            at {time}
            in {year}
            on {day} {ago}
            """)
        .Rule("topic", """
            the {abstract}
            the {abstract} of {abstract}
            {quality.a} {abstract}
            the {judgement} {abstract}
            their {abstract}
            the {businessNoun}
            a new {businessNoun}
            the {abstract} of the {businessNoun}
            every {abstract}
            this {abstract}
            the {event}
            """)
        .Rule("doPast", """
            {verbThing.ed} {thing}
            {verbThing.ed} {thing} {where}
            {verbFood.ed} {eatable}
            {verbPerson.ed} the {job}
            {verbPerson.ed} {who}
            {verbPlace.ed} {place}
            {verbDocument.ed} the {document}
            {verbDocument.ed} {document.a} about {topic}
            {verbDevice.ed} the {device}
            {verbIdea.ed} {topic}
            {verbAlone.ed}
            {verbAlone.ed} {where}
            {verbAlone.ed} {manner}
            went to {place}
            had {meal} {where}
            felt {feeling}
            was {degree} {feeling}
            learnt {language}
            started {hobby}
            came home {manner}
            wore {colour.a} {clothing}
            """)
        .Rule("doBase", """
            {verbThing} {thing}
            {verbFood} {eatable}
            {verbPerson} {who}
            {verbPlace} {place}
            {verbDocument} the {document}
            {verbDevice} the {device}
            {verbIdea} {topic}
            {verbAlone}
            {chore}
            {workTask}
            go to {place}
            learn {language}
            study {subject}
            have {meal} {where}
            {verbThing} {thing} {soon}
            """)
        .Rule("doThird", """
            {verbThing.s} {thing}
            {verbFood.s} {eatable}
            {verbPerson.s} {who}
            {verbPlace.s} {place}
            {verbDocument.s} the {document}
            {verbDevice.s} the {device}
            {verbIdea.s} {topic}
            {verbAlone.s}
            {verbAlone.s} {manner}
            likes {hobby}
            works as {job.a}
            studies {subject}
            speaks {language} {manner}
            has {goods.a}
            has {size.a} {animal}
            """)
        .Rule("doing", """
            {verbThing.ing} {thing}
            {verbFood.ing} {eatable}
            {verbPerson.ing} {who}
            {verbPlace.ing} {place}
            {verbDocument.ing} the {document}
            {verbDevice.ing} the {device}
            {verbIdea.ing} {topic}
            {verbAlone.ing} {where}
            {hobby}
            waiting for {who}
            looking for {thing}
            talking about {topic}
            """)
        .Rule("shortly", """
            in {span}
            {soon}
            {often}
            before {meal}
            after the {event}
            during the {event}
            with {who}
            {manner}
            {comparison}
            for {span}
            """);
}
