namespace Attune.Pretrain.Services;

/// <summary>Payments: pending, failed, declined, reverted, unknown, twice, fees, limits, times.</summary>
internal static class PaymentAspects
{
    public static readonly ServiceAspect[] All = ServiceAspects.Parse("""
        pending_{0} | P
        my {o#} is [still |]pending
        why is my {o#} [still |][pending|processing|not complete|stuck|waiting]
        the {o#} [has been|was] pending [for {span}|since {day}|since this morning]
        my {o#} [shows|says|is shown] as pending [in the app|on my phone|on the website]
        how long [will|does] {o#.a} [stay|remain] pending
        I made {o#.a} {ago} and it [still says pending|is still processing|hasn't cleared|hasn't gone through yet]
        when will my {o#} [go through|clear|be completed|stop being pending]
        [can you|please] [check|see|tell me] why the {o#} [is on hold|is not done|has not cleared]
        > A {o#} can stay pending for {span}. It will either go through or the money will come back to you.
        > Your {o#} is being processed. There is nothing you need to do.

        failed_{0} | P
        my {o#} [failed|did not work|didn't go through|didn't work]
        why did my {o#} [fail|not go through|not work]
        I [tried|was trying] to make {o#.a} but [it failed|it did not work|I got an error|nothing happened]
        the {o#} [keeps failing|fails every time|won't go through|does not work]
        [what happened to|what went wrong with] my {o#}
        I get an error [message |]when I [try|start] {o#.a}
        I tried [three times|again and again|twice|several times] and the {o#} still fails
        the app [says|tells me] that my {o#} could not be completed
        > I am sorry that your {o#} failed. Please check the details and your balance, then try again.
        > A {o#} fails when the limit is reached or the details are wrong. No money has left your account.

        declined_{0} | P
        my {o#} was [declined|rejected|refused|turned down|denied]
        why was my {o#} [declined|rejected|refused][| {ago}]
        they [declined|refused|would not accept] my {o#}
        I have enough money, [so |but ]why was the {o#} declined
        my {o#} [got|gets|keeps getting] [declined|rejected] [even though I have enough money|every time|at the shop|all the time]
        the machine [declined|refused] my {o#}
        [can you explain|tell me|I want to know] why you declined my {o#}
        > Your {o#} was declined because a security check did not pass. Please confirm it in the app and try again.
        > The other side declined the {o#}. Check that your card is active and not frozen.

        reverted_{0} | P
        my {o#} was [reverted|reversed|undone|returned to me|cancelled by itself]
        why was my {o#} [reverted|reversed|sent back]
        the {o#} went through and then it [was reversed|came back|disappeared|was cancelled]
        the money from my {o#} [came back|was returned|is back in my account][ {ago}|]
        my {o#} disappeared [after {span}|from the list|from the app]
        I see that my {o#} has been [returned|reverted], [why|what happened]
        > A {o#} is reverted when the other bank cannot accept it. The full amount is back on your balance.

        {0}_not_recognised | P
        I [do not|don't] recognise [a|this|the|one] {o#}
        there is {o#.a} [I did not make|I didn't make|I know nothing about|that isn't mine|I never made] [on my account|in my statement|in the app|]
        someone [made|did] {o#.a} [with my account|without my permission|and it was not me]
        I [never|didn't|did not] [make|authorise|approve|agree to] [this|that|the] {o#} [of {money}|]
        [what|whose] is this {o#} [of {money} |][on my statement|on my account|in my history]
        I think [somebody|a stranger|a thief] used my details for {o#.a}
        there is {o#.a} [of {money}|to {merchant}] that I can't remember
        > Please freeze your card in the app at once. We will look into the {o#} and give back what was taken.
        > Some shops use another name on the statement. If the {o#} is still unknown to you, please dispute it in the app.

        {0}_twice | P
        my {o#} [was charged|was taken|went through|shows up|appears] [twice|two times|double]
        I [was charged|paid|got billed] [twice|two times|double] for [one|the same|my] {o#}
        why [do I see|are there] two [entries|charges] for my {o#}
        the same {o#} [appears|is listed|shows] [twice|two times|again]
        you [took|charged] [the money|{money}] twice for [one|a single|my] {o#}
        there is a duplicate [of my {o#}|{o#}] [in the app|on my statement|]
        > One of the two is only a reservation for the {o#} and will disappear within {number9} days.
        > I can see the double {o#}. The second one has been cancelled and {money} is on its way back.

        {0}_fee_charged | P
        why [was I charged|did I pay|am I paying|was there] [a fee|an extra fee|a commission|extra] for [my|the|a] {o#}
        there is [a fee|an extra charge|a charge of {money}] on my {o#}
        I [noticed|see|found] [a fee|an extra charge|a strange fee] [for|on] my {o#}
        you [charged|took] [me {money}|a fee|extra] for {o#.a}
        I thought {o#.pl} were free, why [the fee|did I get charged|was I charged]
        what is this [fee|extra {money}] [on|for] my {o#}
        nobody told me [about a fee|there was a charge] for the {o#}
        > The fee for the {o#} comes from the other bank. You find all our fees under Prices.
        > You have used your free allowance this month, so the {o#} cost {money}.

        {0}_cost | P A G B S
        how much [does|is|will] [a|the] {o#} [cost|cost me|cost in total]
        what [does|is the price of|is the cost of|are the fees for] {o#.a}
        is [the|a] {o#} [free|free of charge|expensive]
        do [I|you] [have to pay|charge|need to pay] [anything |]for {o#.a}
        [are there|do you have] any [fees|charges|costs] [for|with] {o#.a}
        what [will|would] I [pay|be charged] for {o#.a}
        can you [tell|give] me the price [of|for] {o#.a}
        > A {o#} costs {money}. With the premium plan it is free.
        > There is no charge for the {o#}.

        {0}_limit | P S
        [is there|what is] [a|the] limit [for|on|to] [my|the|a] {o#}
        how [much|many] {o#.pl} can I [make|have|do] [a day|per month|each week]
        what is the [maximum|highest amount|most I can use] for {o#.a}
        [can I|how do I|is it possible to] [raise|increase|change] the limit for [my|the] {o#}
        I [reached|hit] [my|the|some] limit for {o#.pl}
        is there a [maximum|minimum] amount for {o#.a}
        why is my {o#} limited to {money}
        > The limit for {o#.a} is {money} per day. You can change it in the app.
        > You have reached the monthly limit for {o#.pl}. It will be set back on the first day of next month.

        wrong_{0}_amount | P
        the amount of my {o#} is wrong
        my {o#} [was|is] for {money#1} but [should be|I asked for|I expected] {money#2}
        I [got|received] [less|more|the wrong amount] [than I asked for |]from my {o#}
        [why is|why was] the amount of the {o#} [different|not what I expected|too high|too low]
        the {o#} does not match [what I paid|the receipt|the amount on my bill]
        you [took|charged|gave] {money#1} instead of {money#2} for the {o#}
        > Please send us the receipt of the {o#}. If the amount is wrong, we will correct it.

        {0}_not_received | P
        [my friend|my {relative}|the recipient|the seller|my landlord] [has not|hasn't|did not] [received|got|get] [my|the] {o#}
        I made {o#.a} {ago} but [they|he|she] never [got|received] it
        the {o#} [did not|didn't|hasn't] [arrive|reach them|reached the other account]
        the other [person|bank|side] [says|tells me] the {o#} [never arrived|is not there]
        where did my {o#} go? [It has not arrived|It left my account {ago}|The money is gone]
        when will [my {relative}|my friend|{first}] [get|see] the {o#}
        > Please ask them to wait {span}: a {o#} is not always at once. We can send you a proof of it.

        balance_after_{0} | P
        my balance [has not|hasn't|did not] [changed|updated|gone up|change] after [my|the] {o#}
        I made {o#.a} [{ago} |]but [the money is not there|my balance is the same|I can't see it in my account]
        the {o#} [is not|isn't|does not] [show|showing|appear|visible] [in my account|on my balance|in the app]
        why is my {o#} not [in my balance|in my account|added yet]
        [where is|I can't see] the money from my {o#}
        > Your balance is updated as soon as the {o#} is complete, at the latest {soon}.

        {0}_time | P
        how long [does|will|should] [a|my|the] {o#} [take|need|last]
        how [fast|quick|soon] is {o#.a}
        when [will|does] [my|the] {o#} [arrive|be done|be finished|show up]
        how many [days|hours] [does|will] {o#.a} take
        if I make {o#.a} [today|now|on {day}], when [is it there|will it arrive|does it get there]
        do {o#.pl} [work|arrive|go through] at weekends
        is [a|the] {o#} [instant|immediate|done the same day]
        > A {o#} takes {span}, at weekends a little longer.

        make_{0} | P
        how [do|can] I [make|do|start|set up] {o#.a}
        [where|how] in the app can I make {o#.a}
        I [want|need|would like] to make {o#.a} [to my {relative}|of {money}|today|from my phone]
        what [do I need|details do I need|is needed] for {o#.a}
        can I [make|do] {o#.a} [by phone|online|from {country}|in {currencyName}]
        please [explain|tell me|show me] how {o#.pl} work
        > Open the app, tap Payments, choose the type and enter the amount: that is how you make {o#.a}.
        """);
}
