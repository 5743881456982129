namespace Attune.Pretrain.Services;

/// <summary>Goods on their way: late, tracked, damaged, wrong, ordered.</summary>
internal static class GoodsAspects
{
    public static readonly ServiceAspect[] All = ServiceAspects.Parse("""
        {0}_not_arrived | G
        my {o#} [still |]has not [arrived|come|shown up|turned up|been delivered][| yet]
        I [have not|haven't|still haven't] [received|got|seen] my {o#}[| yet]
        where [is|on earth is] my {o#}[| that I ordered {ago}]
        [I've been|I have been|still] waiting for my {o#} for {span}
        it's been {span} and [there is no|still no] {o#}
        I ordered [a|my] {o#} {ago} and [it still isn't here|nothing has come|it never came]
        the {o#} should have [been here|arrived] {ago} but [it didn't|nothing came|no sign of it]
        why [has my {o#} not arrived|hasn't my {o#} come|is my {o#} so late|is my {o#} taking so long to get here]
        is it normal that my {o#} [takes|needs] more than {span} [to arrive|to get here]
        did you [really |even |]send my {o#}? [It is not here|Nothing has arrived|I got nothing so far]
        you said my {o#} would [be here|arrive|come] {soon}, [it hasn't|but no|nothing yet]
        > Your {o#} was sent to the address in your profile. If it is not there {soon}, tell us and we will send another one.
        > I am sorry that your {o#} is late. Please check that the address is right; we can order a new {o#} for you free of charge.
        > Deliveries usually take {span}. If your {o#} has not come by then, write to us again and we will replace it.

        {0}_tracking | G
        [how can I|can I|is there a way to|is it possible to] track my {o#}
        [do you have|is there|where do I find] a tracking [number|link|code] for my {o#}
        what is the [status|state] of my {o#}
        can you [tell me|see|find out] where my {o#} is [right now|at the moment|now]
        has my {o#} been [sent|shipped|dispatched|posted][| already]
        I [want|would like|need] to [follow|track] the delivery of my {o#}
        when did you [send|ship|post] my {o#}
        which [carrier|courier|company] [is bringing|delivers|has] my {o#}
        > You can follow your {o#} under Orders in the app: the tracking number is shown as soon as the courier has it.
        > We have sent you an email with a tracking link for your {o#}.

        {0}_delivery_time | G
        how long [does it take|will it take|do I have to wait] [for my {o#} to arrive|to get a {o#}|to deliver the {o#}]
        when will [my|the] {o#} [arrive|come|be here|get here|be delivered]
        [can I|could I|is it possible to] get the {o#} [faster|sooner|by express|{soon}]
        how many days [until|before] I [get|receive] my {o#}
        what is the [delivery time|usual wait|estimate] for [a|my] {o#}
        do you deliver [a|the] {o#} [at weekends|on Saturday|{soon}]
        can I choose [the day|a date|when] my {o#} [is delivered|arrives|comes]
        if I order {o#.a} today, when [do I get it|will it come|will I have it]
        > A {o#} takes {span} on average. Express delivery is possible for {money}.
        > You will have your {o#} within {number9} working days.

        {0}_damaged | G
        my {o#} [arrived|came|was delivered] [broken|damaged|scratched|in pieces|with a big dent]
        the {o#} [I got|I received|you sent] [is|was] [damaged|broken|cracked|torn|wet]
        the box with my {o#} was [open|crushed|soaked|empty]
        there is a [scratch|crack|hole|stain] in the {o#} [that arrived {ago}|I just got|you sent me]
        I [just |]opened the parcel and the {o#} is [damaged|broken|faulty]
        what [can|do] I do [if|when] my {o#} arrives [damaged|broken]
        > I am sorry. Please send us a photo of the {o#}, and we will send a new one or give your money back.
        > Keep the damaged {o#} in its box: our courier will collect it {soon}.

        wrong_{0} | G
        I [got|received|was sent] the wrong {o#}
        this is not the {o#} I [ordered|wanted|paid for]
        you [sent|delivered] [a different|someone else's|the wrong] {o#}
        I ordered {colour.a} {o#} but [got|received] {colour.a} one
        the {o#} [is|was] [in the wrong size|the wrong model|not mine|not what I asked for]
        my name is [spelled|written|printed] wrong on the {o#}
        there was a mix-up with my {o#}
        > I apologise for the mix-up. We will send the right {o#} at once, and you can return the other one free of charge.
        > Please tell us your order number, so that we can exchange the {o#}.

        order_{0} | G T
        [how do I|how can I|where can I] [order|get|request|apply for] {o#.a}
        I [want|would like|need|wish] to [order|get|have] {o#.a}
        can [I|you] [get|order|send me] {o#.a}[| please]
        [what do I need to do|what are the steps] to [get|order] {o#.a}
        is it possible to [order|get|have] {o#.a} [online|in the app|by phone|in a branch]
        do you [offer|have|send] {o#.pl}
        I don't have {o#.a} yet, how [do|can] I get one
        where do I [go|click|tap] to order {o#.a}
        > To order {o#.a}, open the app, tap Orders and then New. You will get it within {span}.
        > Of course. I have ordered {o#.a} for you; it will be with you {soon}.

        extra_{0} | G T
        can I [have|get|order] [a second|another|one more|an extra|a spare] {o#}
        I [need|want|would like] [another|a second|an additional] {o#} for my {relative}
        how many {o#.pl} can [I|one person|a customer] have
        is it [possible|allowed|okay] to have [two|more than one|several] {o#.pl}
        can my {relative} [get|have] {o#.a} [too|as well|of their own]
        what does [a second|another|an extra] {o#} cost
        > Yes, you can have up to three. Each extra {o#} costs {money}.
        > You can add another {o#} in the app under Settings.

        {0}_address_change | G
        can I [change|update] the [delivery address|address] [for|of] my {o#}
        I [moved|have moved] {ago}, please send the {o#} to [my new address|{address}]
        my {o#} is going to the wrong address
        I [entered|gave|typed] the wrong [street|postcode|address] for my {o#}
        can the {o#} be [delivered|sent] to [my office|my neighbour|a different address|{city}]
        the {o#} was [sent|delivered] to my old address
        > You can change the address until the {o#} has been sent. After that, please ask the courier.

        return_{0} | G
        how [do|can] I [return|send back] [my|the|this] {o#}
        I [want|would like|need] to [return|send back|give back] the {o#}
        [can I|am I able to|is it possible to] [return|send back] {o#.a} I [bought|ordered] {ago}
        I don't [want|like|need] the {o#} [any more|after all], can I [return it|send it back]
        where do I [send|take|bring] the {o#} [I want to return|back to]
        who pays the postage if I return the {o#}
        > You can return the {o#} within {number99} days. Print the label in your account and bring the parcel to a post office.
        """);
}
