namespace Attune.Pretrain.Services;

/// <summary>Using things: broken, lost, activate, where they work, codes forgotten or blocked, complaints.</summary>
internal static class UseAspects
{
    public static readonly ServiceAspect[] All = ServiceAspects.Parse("""
        {0}_not_working | T S
        my {o#} [does not|doesn't|won't|isn't|is not] [work|working]
        the {o#} [stopped working|is broken|is down|has a problem|no longer works] [since {ago}|{ago}|today|]
        why [does|is] my {o#} not work[|ing]
        I [can't|cannot|am unable to] use my {o#}
        there is [something wrong|a problem|an issue] with my {o#}
        I tried [to use |]my {o#} [in {city}|{ago}|at the {building}|twice] and it [did not work|failed]
        [what can I do|help], my {o#} [isn't working|does not respond|is broken]
        my {o#} [keeps|is always|is constantly] [failing|breaking down|freezing|giving errors]
        > Please restart the {o#} and try again. If it still does not work, write to us and we will replace it.
        > I am sorry about the trouble with your {o#}. Our technicians are working on it.

        {0}_slow | S
        my {o#} is [so |very |too |really ][slow|sluggish]
        why is [the|my] {o#} so slow [today|in the evening|lately|]
        the {o#} [takes forever|takes {span}|is slower than before|keeps loading]
        the {o#} has been [slow|crawling] [since {ago}|for {span}]
        can you make [the|my] {o#} faster
        > We have seen that the {o#} is slow in {city}. It should be better {soon}.

        lost_or_stolen_{0} | T
        I [lost|have lost|misplaced|can't find] my {o#}
        my {o#} [was|has been|got] [stolen|lost] [{ago}|in {city}|on the {vehicle}|]
        someone [stole|took] my {o#} [{ago}|at the {building}|]
        what [do|should|must] I do [if|when] I [lose|lost] my {o#}
        [help, |]I think my {o#} is gone
        I left my {o#} [in a {vehicle}|at the {building}|in {city}]
        please block my {o#}, [it was stolen|I lost it|it is gone]
        I can't find my {o#} [anywhere|since {ago}]
        > I have blocked your {o#}. A new one will be with you within {number9} days.
        > Please freeze the {o#} in the app at once, then order a new one.

        found_{0} | T
        I [found|have found] my {o#} [again|after all|{ago}]
        my {o#} [turned up|was in my other jacket|is back], can I [use|unblock|unfreeze] it
        I reported my {o#} [lost|stolen] but [now I have it|I found it]
        how do I unfreeze my {o#}
        > Good news! If you have not ordered a new {o#} yet, you can unfreeze it in the app.

        activate_{0} | T S A
        how [do|can] I activate [my|the] [new |]{o#}
        I [want|need|would like] to activate my {o#}
        [where|how] in the app do I [activate|switch on|turn on] [the|my] {o#}
        my {o#} [is not active|needs to be activated|isn't activated yet]
        I [got|have] my new {o#}, what [now|do I do next|is the next step]
        I [can't|cannot|am not able to] activate my {o#}
        [what are the steps|is there anything I have to do] to activate the {o#}
        > Open the app, choose the {o#} and tap Activate. It works after {number9} minutes.

        deactivate_{0} | S A
        how [do|can] I [turn off|switch off|disable|deactivate] [the|my] {o#}
        I [do not|don't] want [the|my] {o#} [switched on|any more|all the time], how do I [turn it off|disable it]
        please [turn off|disable|stop] [the|my] {o#}
        can the {o#} be [turned off|disabled|paused] [for {span}|while I am away|]
        > You can turn off the {o#} under Settings at any time.

        link_{0} | T S
        how [do|can] I [link|connect|add|pair] my {o#} [to the app|to my phone|to my account]
        I [can't|cannot|want to] [add|link|connect] my {o#} [to my account|to the app|to my new phone]
        where do I [enter|add|register] my {o#}
        [the app does not see|my phone can't find|I don't see] my {o#} [in the app|]
        my {o#} is not [linked|connected|showing] in the app
        > Tap the plus sign on the first page and scan your {o#} to link it.

        {0}_where_accepted | S T
        where can I use my {o#}
        [can I|is it possible to] use [my|the] {o#} [in {country}|abroad|in {city}|everywhere|online]
        which [shops|countries|machines|places] [accept|take|support] [the|my] {o#}
        does [the|my] {o#} work [abroad|in {country}|outside {country}|at every machine]
        is [the|my] {o#} [accepted|supported] in {country}
        I am [going|travelling|flying] to {country}, will my {o#} work there
        > You can use your {o#} in more than {number99} countries, {country} too.

        how_to_use_{0} | S T
        how [do|can] I use [my|the] {o#}
        how does [the|a] {o#} work
        [can you|please] explain [the|how to use the] {o#}
        what [can I do with|is] [the|a] {o#}
        is there a guide [for|to] the {o#}
        what is the {o#} [good |]for
        I [do not|don't] understand [how the {o#} works|the {o#}]
        > Here is how the {o#} works: open the app, choose it from the list and follow the steps.

        why_{0} | S
        why do [I need|you ask for|you want] [a|the] {o#}
        do I [really |]have to [do|use|have] the {o#}
        is the {o#} [necessary|required|mandatory|optional]
        what do you need the {o#} for
        can I [use the app|do it] without the {o#}
        > The law asks us to know our customers, and so we need the {o#}. Your data is safe with us.

        forgotten_{0} | C
        I [forgot|have forgotten|can't remember|don't remember|lost] my {o#}
        what [do I do|can I do] if I [forgot|don't know] my {o#}
        [how do I|how can I|can I] [reset|recover|get back|find out] my {o#}
        my {o#} is [gone from my memory|forgotten], [how do I reset it|help]
        can you [tell|send|remind] me [of |]my {o#}
        > For security reasons we cannot see your {o#}. You can set a new one in the app.

        blocked_{0} | C
        my {o#} [is|was|got|has been] [blocked|locked|disabled]
        I [entered|typed] the wrong {o#} [three times|too often|several times] [and now it is blocked|]
        [how do I|how can I|can you] [unblock|unlock] my {o#}
        I am [locked out|blocked] because of [a wrong|my] {o#}
        too many [attempts|tries] with my {o#}
        > Your {o#} can be unblocked in the app under Security, or at a cash machine.

        {0}_not_accepted | C
        [the app|the website|the machine|the system] does not [accept|take] my {o#}
        my {o#} [is not accepted|is invalid|is wrong|doesn't work], [but it is correct|why|]
        it [says|tells me] that my {o#} is [wrong|invalid|not correct]
        I never [got|received] [the|my|a] {o#} [by text|by email|]
        why is my {o#} [invalid|rejected|not valid]
        > Please check for spaces and capital letters. The {o#} is valid for {number20} minutes.

        {0}_complaint | A S G B
        I am [very |really |so |][unhappy|disappointed|annoyed|frustrated] with [my|the|your] {o#}
        your {o#} is [terrible|a joke|useless|the worst|awful]
        I [want|would like] to [complain|make a complaint] about [the|my|your] {o#}
        nobody [helps|answers|calls back], [I have asked about my {o#} three times|and my {o#} is a mess]
        this is the [second|third|fourth] time I write about my {o#}
        [worst {o#} ever|never again such a {o#}], [I want to speak to a manager|I am going to another company]
        > I am sorry about the experience with your {o#}. A manager will call you {soon}.

        {0}_praise | A S G B
        [thank you|thanks|many thanks] for the [great|quick|perfect|lovely] {o#}
        I [love|really like|am very happy with] [the|my|your] {o#}
        the {o#} [works perfectly|is great|was excellent|is just what I wanted]
        [just wanted to say|I must say] that your {o#} is [great|very good|the best]
        > Thank you for your kind words! We are glad that you like the {o#}.

        request_{0}_document | F
        [can you|please|could you] send me [my|a|the] {o#}
        I need [a copy of my|my|a new] {o#} for [my employer|the tax office|my landlord|the authorities]
        [how do I|where can I|can I] [download|print|get|request] [my|the|a] {o#}
        I [lost|deleted|can't open] my {o#}, [please send it again|can I get another one]
        the {o#} [has a mistake|is missing a page|cannot be opened|is in the wrong language]
        > You can download your {o#} as a PDF file under Documents.
        """);
}
