using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Sentences about offices, markets and computers.</summary>
internal static class WorkSentences
{
    public static void Add(Grammar grammar) => grammar
        .Rule("business", """
            {merchant} plans to {verbCompany} {soon}.
            {merchant} {verbMarket.ed} its {businessNoun} by {percent} percent {whenPast}.
            the {businessNoun} of {merchant} {verbMarket.ed} by {percent} percent in {month}.
            in {month}, {businessNoun.pl} in the {industry} industry {verbMarket.ed}.
            the {department} department of {merchant} has to {workTask}.
            the {role} from {department} {say.ed} that {merchant} will {verbCompany}.
            {person}, {role} at {merchant}, {think.ed} that {topic} is {judgement}.
            analysts {think} that the {businessNoun} will {verbMarket} {soon}.
            the {industry} company {wantTo.s} {verbCompany}.
            {merchant} sells {goods.pl}, {goods.pl} and {goods.pl}.
            {merchant} has {number} customers in {country} and {number99} branches in {city}.
            customers of {merchant} can pay by {payMethod} or {payMethod}.
            the {document} for {month} shows {businessNoun.a} of {money}.
            the {event} takes place on {date} in {city}, and {merchant} is the sponsor.
            the team of {person} needs {span} to {workTask}.
            {first} has to {workTask} before {day}, because the {role} asked for it.
            {first} works in {department} and {frequency} {workTask.s}.
            please {workTask} and send the {document} to {first} {soon}.
            the price of {goods.a} rose from {money} to {money}.
            the {businessNoun} is {degree} {judgement}, {say.s} the {role}.
            we received your {document} on {date} and will {verbDocument} it {soon}.
            our {department} team is open from {time} to {time}, {day} to {day}.
            all {role.pl} must {workTask} {often}.
            according to the {document}, the {businessNoun} {verbMarket.ed} for {span}.
            the meeting about the {businessNoun} was moved from {day} to {day} at {time}.
            {merchant} offers a discount of {percent} percent on all {category} until {date}.
            """)
        .Rule("tech", """
            the {software} cannot {verbTech} the {techNoun}.
            to {verbTech} the {techNoun}, open the {software} and click the {techNoun}.
            the {service} service returned "{errorText}" at {clock}.
            after the update to version {semver}, the {software} {verbTech.s} every {techNoun}.
            you can {verbTech} {techNoun.a} in the {techNoun} of your {software}.
            please {verbTech} your {software} and {verbTech} the {techNoun} again.
            the {techNoun} is stored in the {techNoun} of the {service} service.
            the developers {verbTech.ed} the {techNoun} and {verbTech.ed} the {techNoun}.
            when a user {verbTech.s} {techNoun.a}, the server {verbTech.s} the {techNoun}.
            the {environment} environment runs version {semver} on {os}.
            {first} {verbTech.ed} the {techNoun} {whenPast}, and now the {software} works again.
            {techNoun.a} is a part of {techNoun.a} that {verbTech.s} {techNoun.pl}.
            every {techNoun} has {techNoun.a} and {few} {techNoun.pl}.
            the {techNoun} takes {number999} milliseconds to {verbTech}.
            do not {verbTech} the {techNoun} while the {software} is running.
            the error "{errorText}" means that the {techNoun} could not be {verbTech.en}.
            the {device} {verbTech.s} the {techNoun} {manner}.
            if the {software} shows "{errorText}", {verbTech} the {techNoun} and try again.
            the {service} team will {verbTech} the {techNoun} on {date}.
            how do I {verbTech} {techNoun.a} in the {software}?
            the {software} is available for {os} and {os}.
            the file {techNoun.snake}.{fileExtension} is {number} bytes long.
            we measured {techNoun.a} latency of {number999} ms in {cloudZone}.
            {number} requests reached the {service} service between {clock} and {clock}.
            """);
}
