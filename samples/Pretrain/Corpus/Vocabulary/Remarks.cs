using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>What people put before and after what they want: greetings, pleas, reasons, thanks, anger.</summary>
internal static class Remarks
{
    public static void Add(Grammar grammar) => grammar
        .Words("greeting", "Hi, Hello, Hey, Hi there, Hello there, Good morning, Good evening, Hey there, Good day, Hi team, Dear team, Hello support")
        .Rule("lead", """
            I have a question:
            Quick question:
            I need some help.
            I need help.
            Can you help me?
            Please help!
            Can you help me with this?
            Hope you can help me.
            I am confused.
            I don't understand.
            I have a problem.
            I am [really |very |a bit |quite ]{feeling}.
            Sorry to bother you.
            I checked the app [twice|again|{ago}].
            I just [looked at|opened|checked] my [account|app|phone|statement].
            I was {where} {ago}.
            I'm in {city} [right now|at the moment|this week].
            I'm on holiday in {country}.
            This is the first time it happens.
            I have been a customer for {span}.
            It's [rather |quite |very |]urgent.
            """)
        .Rule("tail", """
            Thanks.
            Thank you.
            Please help.
            Please advise.
            Can you help?
            What should I do?
            What do I do now?
            What can I do?
            What is going on?
            Is that normal?
            Is this normal?
            Please fix this.
            Please let me know.
            Could you look into it?
            Can you look into this [for me|please|today]?
            I need it {soon}.
            I need this [urgently|quickly|as soon as possible].
            This is [ridiculous|annoying|urgent|not okay|very frustrating].
            I'm getting [worried|annoyed|impatient|nervous].
            I am {where} and need it [now|badly|today].
            It worked fine {ago}.
            It happened {ago}.
            It was {money}.
            It was at {merchant}.
            My [order|customer|reference] number is {reference}.
            I already called {ago}.
            Thanks for your help.
            """);
}
