namespace Attune.Pretrain.Services;

/// <summary>Accounts, plans and bookings: open, change, cancel, renew, refund, close, who may have them.</summary>
internal static class AccountAspects
{
    public static readonly ServiceAspect[] All = ServiceAspects.Parse("""
        cancel_{0} | P A B G
        [how do I|how can I|can I|is it possible to] cancel [my|the|a] {o#}
        I [want|would like|need|have] to cancel my {o#}
        please cancel [my|the] {o#} [from {day}|I made {ago}|right away|]
        I [made a mistake|changed my mind|don't need it any more], [can you|please] [cancel|stop] [the|my] {o#}
        is it too late to [cancel|stop|call off] [my|the] {o#}
        can [my|the] {o#} [still |]be [cancelled|stopped]
        I no longer [want|need] [the|my] {o#}
        what happens if I cancel my {o#}
        > I have cancelled your {o#}. You will get an email that confirms it.
        > You can cancel the {o#} in the app until {day}. After that there is a charge of {money}.

        change_{0} | A B C
        [how do I|how can I|can I|where do I] change my {o#}
        I [want|need|would like] to [change|update|edit] my {o#}
        [is it possible|what do I have to do] to change my {o#}
        can I [switch|move] my {o#} to [another one|a different one|{day}]
        I [chose|have|picked] the wrong {o#}, [can I|how do I] change it
        [please change|can you update] my {o#} [for me|today|]
        where [in the app |]can I [change|set] a new {o#}
        > Open Settings, choose the {o#} and tap Change. It takes effect at once.
        > Yes: you can change your {o#} once a month free of charge.

        open_{0} | A
        how [do|can] I [open|get|start|sign up for] {o#.a}
        I [want|would like|plan] to [open|start|sign up for] {o#.a}
        what [do I need|documents do you need] to [open|get] {o#.a}
        can I [open|have|set up] {o#.a} [online|for my {relative}|for my company|from {country}]
        how long does it take to [open|set up] {o#.a}
        > You can open {o#.a} in the app in {number9} minutes. Please have your passport ready.

        close_{0} | A
        [how do I|how can I|can you|I want to|please] [close|delete|terminate|end] my {o#}
        I [do not|don't] want [my|the|this] {o#} any more, [please delete it|how do I close it]
        I am [leaving|moving to another company|unhappy with you], [close|end] my {o#}
        [is it possible to|what must I do to] [close|delete|get rid of] my {o#}
        what happens to my money when I close my {o#}
        > We are sorry to see you go. Your {o#} will be closed {soon}.

        {0}_eligibility | A S
        [how old|what age] [must I be|do I have to be|does one need to be] to [have|use|open] {o#.a}
        can my [son|daughter|{number20} year old] [have|open|use] {o#.a}
        [who|which people] can [have|get|use] {o#.a}
        am I [allowed|eligible|able] to [have|use] {o#.a} [as a student|from {country}|]
        is there an age limit for {o#.a}
        [do I need|must I have] to live in {country} [for|to get] {o#.a}
        > You must be 18 or older to have {o#.a}.
        > Everyone who lives in one of our countries can have {o#.a}.

        renew_{0} | A T F
        my {o#} [expires|is about to expire|runs out|ends] [{soon}|in {month}|]
        my {o#} [has expired|expired {ago}|is out of date]
        [how do I|how can I|can I|where do I] [renew|extend] my {o#}
        what [happens|do I do] when my {o#} [expires|runs out]
        will [my {o#} be renewed automatically|I get a new {o#} automatically]
        I [got|received] a letter that my {o#} [ends|expires] {soon}
        > Your {o#} is renewed automatically {span} before it ends.

        {0}_refund | P B G A
        I [want|would like|need|demand] [a refund|my money back] for [my|the|this] {o#}
        [can I|how do I|is it possible to] get [a refund|my money back] for [my|the|this] {o#}
        please refund [my|the] {o#}
        [the {o#} was cancelled|I never used the {o#}|I am not happy with the {o#}], [I want my money back|can you refund me|please give me a refund]
        when [do|will] I get the money back for my {o#}
        I was promised a refund for [the|my] {o#} {ago}
        my refund for the {o#} is [not here|missing|still not showing]
        > You will get your money back for the {o#} within {number9} working days.
        > The refund for your {o#} was sent {ago}. Your bank may need {span} to show it.

        {0}_details | A B F
        [where can I|how do I|can I] [see|find|view|check|look up] my {o#}
        I [cannot|can't|could not] find my {o#} [in the app|in my emails|anywhere|on the website]
        [what are the details|can you send me the details] of my {o#}
        please send me [a copy of |]my {o#} [again|by email|]
        which {o#} do I have [at the moment|right now|]
        I never [got|received] a confirmation for my {o#}
        > You find your {o#} in the app under My documents. I have also sent it to your email address.

        {0}_name_change | A B F
        I [got married|changed my name], how do I [update|change] the name on my {o#}
        the [name|date of birth|email address|address] on my {o#} is wrong
        [please|can you] [correct|fix|update] my [surname|name|email|phone number] on the {o#}
        I have a new [address|phone number|email address], please update my {o#}
        I [moved|have moved] to {city}, [how do I update|please change the address of] my {o#}
        > You can edit your details in the app under Profile. For a new name we need a document.

        upgrade_{0} | A B S
        [can I|how do I|I want to] [upgrade|extend|improve] my {o#}
        what is the difference between [the basic and the premium|a standard and a plus] {o#}
        I [need|want] a [better|bigger|faster] {o#}
        [do you have|is there] a [premium|family|business|larger] {o#}
        how much more is a [bigger|premium|better] {o#}
        can I [downgrade|go back] to a [cheaper|smaller] {o#}
        > You can upgrade your {o#} at any time; you pay only the difference.

        {0}_availability | B S
        do you [have|offer] {o#.a} [for {soon}|on {day}|for {few} people|in {city}]
        is [there|it possible to get] {o#.a} [{soon}|on {date}]
        [are there any|do you still have] {o#.pl} [left|free|available] [for {day}|in {month}|]
        I am looking for {o#.a} [on {date}|for {day}|in {city}|for two people]
        which {o#.pl} are [available|free] [{soon}|on {day}|in {month}]
        > Yes, there is {o#.a} free on {day}. Shall I book it for you?

        book_{0} | B
        [how do I|can I|I would like to|I want to|please] book {o#.a} [for {day}|for {few} people|for {date}|]
        can you [book|reserve|arrange] {o#.a} for me
        I [need|want] {o#.a} [on {date}|for {soon}|at {time}]
        [where|how] can I make a booking for {o#.a}
        I'd like to reserve {o#.a} in the name of {surname}
        > I have booked {o#.a} for you on {date} at {time}.
        """);
}
