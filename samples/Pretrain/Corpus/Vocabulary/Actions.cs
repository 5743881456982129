using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Verbs by what they act on. Base forms; see <see cref="Inflection"/> for the others.</summary>
internal static class Actions
{
    public static void Add(Grammar grammar) => grammar
        .Words("verbThing", """
            adjust, admire, afford, assemble, balance, bless, borrow, break, bring, brush, bury, buy, carry, catch, check, choose, clean, collect, compare, cover, crush, customise, damage, decorate, deliver, demand, deserve, design, destroy,
            discover, display, divide, donate, drag, draw, drop, dust, empty, examine, exchange, fetch, fill, find, fix, fold, forget, get, give away, grab, hand over, hang up, hide, hire, hit, hold, identify, improve, inherit, inspect, install, invent,
            keep, kick, label, lay down, leave, lend, lift, like, load, lock, lose, make, measure, mend, mention, miss, move, need, notice, offer, open, order, pack, paint, pass, pay for, photograph, pick, pick up, place, polish, prefer,
            present, press, protect, pull, purchase, push, put away, put down, raise, reach, receive, recommend, recycle, remember, remove, rent, repair, replace, request, require, rescue, restore, return, review, rub, save, scratch, seal,
            search for, see, select, sell, send, separate, share, shake, ship, show, sketch, squeeze, steal, stick, store, supply, swap, sweep, take, take back, tear, test, throw, throw away, tie, touch, trade, transport, treat, try, turn,
            turn over, unfold, unlock, unpack, unwrap, upgrade, use, value, want, wash, watch, weigh, wipe, wrap
            """)
        .Words("verbDevice", "charge, configure, connect, disconnect, fix, maintain, mount, operate, pair, plug in, repair, replace, reset, restart, service, set up, start, switch off, switch on, test, turn off, turn on, unplug, update, upgrade")
        .Words("verbDocument", """
            approve, archive, attach, check, complete, copy, correct, delete, discuss, download, draft, edit, email, explain, fill in, finish, forward, file, find, highlight, keep, lose, memorise, outline, photocopy, post, prepare, present,
            print, proofread, publish, read, receive, record, reject, renew, request, review, revise, rewrite, save, scan, send, share, shorten, sign, skim, sort, study, submit, summarise, tear up, translate, type, understand, update, upload, write
            """)
        .Words("verbFood", "bake, boil, burn, buy, chop, cook, cut, drop, eat, enjoy, finish, freeze, fry, grate, grill, grind, heat up, mash, mix, order, peel, prepare, roast, serve, share, slice, smell, spill, steam, stir, swallow, taste, try, warm up, weigh")
        .Words("verbPerson", """
            accuse, accompany, admire, advise, amuse, annoy, answer, apologise to, ask, assist, avoid, believe, blame, bother, call, calm, challenge, comfort, congratulate, contact, convince, describe, disappoint, disturb, email, embarrass,
            encourage, entertain, envy, excuse, fire, follow, forgive, greet, guide, hear from, help, hire, hug, ignore, impress, inform, inspire, interrupt, interview, introduce, invite, join, kiss, know, lead, leave, like, listen to, look after,
            look for, love, marry, meet, miss, need, nod to, notify, obey, pay, phone, photograph, praise, promote, protect, punish, reassure, recognise, recommend, remember, remind, reply to, respect, reward, save, see, serve, shout at, smile at,
            speak to, support, surprise, talk to, teach, tease, telephone, thank, train, trust, understand, visit, wait for, wake, warn, watch, wave to, welcome, wish for, work with, worry about, write to
            """)
        .Words("verbPlace", "approach, avoid, clean, close, cross, decorate, discover, draw, enter, explore, find, leave, live near, look at, own, paint, pass, photograph, reach, recommend, renovate, return to, see, stay near, stop at, tour, visit, walk past, walk to, work near")
        .Words("verbIdea", """
            accept, achieve, acknowledge, address, admit, analyse, announce, anticipate, appreciate, assess, assume, avoid, challenge, clarify, confirm, consider, criticise, debate, define, demonstrate, deny, describe, discuss, emphasise, encourage,
            enjoy, estimate, evaluate, exaggerate, examine, expect, experience, explain, explore, express, face, fear, handle, identify, ignore, illustrate, imagine, imply, improve, increase, influence, investigate, justify, lack, limit, manage,
            measure, mention, misunderstand, monitor, neglect, notice, observe, obtain, oppose, organise, overcome, overlook, plan, predict, prevent, promote, propose, prove, provide, question, realise, recognise, reconsider, reduce, regret,
            reject, remember, represent, resist, resolve, respect, reveal, seek, share, show, simplify, solve, stress, study, suggest, support, survive, test, think about, tolerate, underestimate, understand, value, welcome
            """)
        .Words("verbAlone", """
            agree, apologise, appear, argue, arrive, blush, breathe, camp, cheer, climb, collapse, complain, concentrate, continue, cough, cry, dance, daydream, disagree, disappear, dream, emigrate, exercise, faint, fall asleep, fall over, fish,
            flee, freeze, frown, gather, get up, giggle, give up, go home, go out, go shopping, grow up, hesitate, hurry, jog, joke, jump, kneel, laugh, leave, lie down, listen, look around, move in, move out, nod, panic, pause, practise, pray,
            queue, quit, relax, rest, resign, retire, return, run, run away, sail, scream, settle down, shiver, shout, sigh, sing, sit down, ski, skip, sleep, slip, smile, sneeze, speak, stand up, stay, stop, stretch, study, suffer, swim, talk,
            think, travel, tremble, turn around, vanish, volunteer, vote, wait, wake up, walk, wander, wave, whisper, whistle, win, work, worry, yawn
            """)
        .Words("verbAnimal", "attack, bark, bite, breathe, build a nest, chase a ball, climb a tree, crawl, dig a hole, drink, eat, escape, fall asleep, feed, fly, follow the path, graze, growl, hide, howl, hunt, jump, lay eggs, lick its paw, play, rest, roar, run, scratch, sing, sleep, sniff, swim, wait, wake up")
        .Words("say", "add, admit, agree, announce, answer, argue, ask, claim, comment, complain, confess, declare, exclaim, explain, insist, joke, mention, mutter, observe, promise, remark, repeat, reply, report, say, shout, state, suggest, warn, whisper, write")
        .Words("think", "accept, agree, assume, be certain, be sure, believe, decide, discover, doubt, dream, expect, fear, feel, find, forget, guess, hear, hope, imagine, know, learn, notice, realise, remember, say, see, suppose, suspect, think, understand, worry")
        .Words("wantTo", "agree to, aim to, arrange to, ask to, be able to, be about to, be afraid to, be happy to, be ready to, begin to, choose to, continue to, decide to, expect to, fail to, forget to, happen to, have to, hesitate to, hope to, intend to, learn to, like to, manage to, need to, offer to, plan to, prefer to, prepare to, pretend to, promise to, refuse to, remember to, start to, tend to, threaten to, try to, want to, wish to")
        .Words("modal", "can, cannot, could, could not, may, might, must, must not, should, should not, will, will not, would, would not")
        .Words("chore", """
            answer the emails, book a table, brush the dog, buy a birthday card, call the bank, call the dentist, change the light bulb, check the post, clean the windows, collect the parcel, cook dinner, cut the grass, defrost the freezer,
            do the laundry, do the shopping, empty the dishwasher, feed the cat, fetch the children, fill the tank, find a parking space, fix the tap, fold the clothes, iron a shirt, look for the keys, make the beds, mop the floor, order the tickets,
            pack the suitcase, paint the fence, pay the rent, peel the potatoes, pick up the dry cleaning, plan the holiday, post a letter, print the documents, put the children to bed, read the meter, renew the passport, repair the bike, return the library books,
            sort the papers, sweep the yard, take out the rubbish, tidy the garage, top up the phone, visit grandmother, walk the dog, wash the car, water the plants, wrap the presents, write a shopping list
            """)
        .Words("workTask", """
            analyse the figures, answer customer questions, approve the budget, arrange an interview, attend a meeting, audit the accounts, back up the files, book a meeting room, brief the team, check the stock, clean the data, close the case,
            compare the offers, contact the supplier, count the boxes, create a backup, cut costs, deliver the goods, deploy the new release, design a poster, document the process, draft a contract, enter the orders, estimate the cost, file the papers,
            fix the bug, follow up with clients, hire a designer, inspect the site, interview candidates, launch the campaign, load the truck, manage the project, measure the results, merge the changes, migrate the database, monitor the servers, negotiate the price,
            order new supplies, organise the archive, pack the orders, plan the route, prepare the slides, present the results, process the refunds, publish the newsletter, review the code, run the tests, schedule the shifts, sell the tickets, send the invoices,
            set the targets, sign the agreement, survey the users, test the prototype, train the new staff, translate the manual, update the website, verify the addresses, write the report
            """);
}
