using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Adjectives by what they describe, adverbs by what they say, words that join sentences.</summary>
internal static class Qualities
{
    public static void Add(Grammar grammar) => grammar
        .Words("size", "big, broad, compact, deep, enormous, fat, flat, giant, gigantic, great, heavy, high, huge, large, little, long, low, massive, medium, mini, narrow, round, shallow, short, slim, small, spacious, square, tall, thick, thin, tiny, vast, wide")
        .Words("quality", """
            adequate, amazing, ancient, antique, attractive, available, awful, bad, basic, beautiful, blunt, brand-new, bright, brilliant, broken, cheap, classic, clean, clear, coarse, comfortable, common, complete, complex, costly, cracked,
            crooked, curved, damaged, dangerous, dead, decent, delicate, dirty, double, dusty, dry, dull, durable, easy, elegant, empty, excellent, expensive, extra, fake, familiar, fancy, fantastic, faulty, fine, firm, foreign, formal,
            fragile, free, fresh, full, genuine, glossy, good, handmade, handy, hard, harmless, hidden, hollow, horrible, ideal, identical, important, impressive, incomplete, intact, interesting, light, local, loose, lost, lovely, luxurious,
            main, marvellous, messy, missing, mixed, modern, modular, musical, mysterious, natural, nice, noisy, normal, obvious, odd, official, old, old-fashioned, open, ordinary, original, outdated, peculiar, perfect, plain, popular,
            portable, powerful, precious, pretty, previous, private, public, pure, quick, rare, raw, real, reasonable, rectangular, recycled, regular, reusable, rough, rusty, safe, second-hand, secret, separate, shabby, sharp, shiny, silent,
            silly, similar, simple, single, slow, smart, smooth, soft, solid, special, spare, splendid, stable, standard, steep, sticky, stiff, straight, strange, strong, sturdy, stylish, suitable, superb, temporary, terrible, tidy, tight,
            traditional, transparent, typical, ugly, uneven, unique, unusual, useful, useless, valuable, visible, waterproof, weak, weird, wet, wonderful, wooden, worn, worthless, wrong
            """)
        .Words("judgement", """
            acceptable, accurate, advisable, annoying, appropriate, boring, brave, certain, challenging, clear, common, complicated, confusing, convenient, correct, crucial, curious, dangerous, difficult, disappointing, easy, effective, efficient,
            encouraging, essential, exciting, expensive, fair, false, fascinating, fortunate, frequent, frustrating, funny, helpful, hopeless, illegal, important, impossible, inconvenient, inevitable, legal, likely, logical, lucky, natural,
            necessary, normal, obvious, optional, ordinary, painful, pleasant, possible, practical, probable, promising, puzzling, rare, reasonable, relevant, remarkable, ridiculous, risky, rude, sad, safe, satisfying, sensible, serious,
            shocking, simple, sufficient, surprising, suspicious, tempting, tiring, tricky, true, typical, unclear, uncertain, unfair, unfortunate, unlikely, unnecessary, unpleasant, unusual, urgent, useful, vital, wise, worrying, worthwhile
            """)
        .Words("manner", """
            angrily, anxiously, automatically, awkwardly, badly, beautifully, boldly, bravely, briefly, brightly, busily, calmly, carefully, carelessly, cautiously, cheaply, cheerfully, clearly, closely, clumsily, coldly, correctly,
            curiously, deeply, deliberately, directly, discreetly, eagerly, easily, efficiently, elegantly, exactly, fairly, firmly, fluently, freely, generously, gently, gladly, gracefully, gradually, greedily, happily, hastily, heavily,
            honestly, hungrily, immediately, innocently, instantly, kindly, lazily, lightly, loosely, loudly, manually, nervously, neatly, openly, patiently, peacefully, perfectly, personally, politely, poorly, promptly, properly, proudly,
            punctually, quickly, quietly, rapidly, readily, reluctantly, repeatedly, rudely, sadly, safely, secretly, seriously, sharply, silently, simply, skilfully, sleepily, slowly, smoothly, softly, steadily, strictly, strongly,
            successfully, suddenly, surprisingly, suspiciously, swiftly, thoroughly, thoughtfully, tightly, tirelessly, together, truthfully, unexpectedly, urgently, warmly, wearily, well, wildly, willingly, wisely
            """)
        .Words("frequency", "always, constantly, frequently, generally, hardly ever, mostly, never, normally, occasionally, often, rarely, regularly, seldom, sometimes, typically, usually")
        .Words("often", "again and again, all the time, at weekends, day after day, each morning, every day, every evening, every month, every other day, every summer, every week, from time to time, most days, now and then, on Sundays, once a month, once a week, once in a while, three times a year, twice a day, twice a year")
        .Words("degree", "a bit, absolutely, almost, awfully, barely, completely, entirely, especially, exceptionally, extremely, fairly, fully, highly, incredibly, largely, nearly, not very, particularly, perfectly, pretty, quite, rather, really, reasonably, relatively, remarkably, slightly, so, somewhat, strangely, surprisingly, terribly, too, totally, truly, unusually, utterly, very")
        .Words("certainty", "apparently, certainly, clearly, definitely, evidently, hopefully, ideally, in fact, maybe, naturally, obviously, of course, perhaps, possibly, presumably, probably, supposedly, surely, undoubtedly, unfortunately")
        .Words("link", "also, as a result, at first, at last, at the same time, besides, eventually, finally, first of all, for example, for instance, from then on, fortunately, furthermore, however, in addition, in contrast, in other words, in particular, in short, in the end, indeed, instead, later on, luckily, meanwhile, moreover, nevertheless, next, on the other hand, otherwise, overall, sadly, similarly, soon, soon after, still, surprisingly, then, therefore, thus")
        .Words("conjunction", "after, although, and, as long as, as soon as, because, before, but, even if, even though, if, once, since, so, so that, though, unless, until, when, whenever, whereas, wherever, while")
        .Words("comparison", "as expected, as usual, better than before, just in case, more or less, no matter what, on purpose, once more, one by one, side by side, step by step, without warning, by accident, by chance, by hand, by mistake, in a hurry, in advance, in detail, in private, in public, in silence, in time, on foot, on time, under pressure, with care, with difficulty, with ease, with pleasure, without delay, without help")
        .Words("abstract", """
            ability, absence, access, accident, accuracy, achievement, action, activity, addition, advantage, adventure, advice, age, agreement, aim, allowance, ambition, anger, answer, apology, appearance, approach, approval, argument, arrival,
            aspect, attack, attempt, attention, attitude, authority, average, awareness, balance, barrier, beauty, beginning, behaviour, belief, benefit, birth, blame, border, boredom, boundary, break, burden, campaign, capacity, care, career,
            case, cause, caution, challenge, chance, change, chapter, character, charity, childhood, choice, claim, class, climate, combination, comfort, comment, committee, communication, community, comparison, competition, complaint,
            concept, concern, conclusion, condition, conference, confidence, conflict, confusion, connection, consequence, contact, contest, context, contrast, contribution, control, conversation, cooperation, copy, corner, courage, crime,
            crisis, criticism, crowd, culture, cure, curiosity, custom, cycle, damage, danger, deadline, death, debate, debt, decade, decision, decline, defence, degree, delay, delight, demand, departure, description, desire, detail,
            development, difference, difficulty, dignity, discipline, discovery, discussion, disease, distance, doubt, dream, duty, edge, education, effect, effort, election, emergency, emotion, energy, environment, equality, error, event,
            evidence, example, exception, exchange, excitement, excuse, exercise, existence, expansion, expectation, experience, experiment, explanation, expression, extent, failure, fairness, faith, fame, fashion, fate, fault, favour, fear,
            feature, feedback, fiction, figure, focus, force, forecast, fortune, foundation, freedom, friendship, fuel, function, future, gap, generation, gift, goal, government, gratitude, greeting, growth, guess, guidance, habit,
            happiness, harmony, hatred, health, help, heritage, hesitation, history, holiday, honesty, honour, hope, hunger, idea, identity, ignorance, image, imagination, impact, importance, impression, improvement, incident, income,
            independence, influence, information, injustice, innovation, insight, inspiration, instruction, intelligence, intention, interest, intuition, invention, investigation, invitation, issue, item, joke, journey, joy, judgement, justice,
            kindness, knowledge, lack, law, leadership, legend, lesson, level, liberty, life, limit, link, logic, love, loyalty, luck, luxury, magic, maintenance, majority, manner, margin, marriage, mass, maximum, meaning, memory, mercy,
            method, minimum, minority, miracle, mission, mistake, mixture, mood, motion, motive, movement, mystery, myth, nature, necessity, need, noise, number, object, objection, obligation, obstacle, occasion, opinion, opportunity,
            opposition, option, order, origin, outcome, pain, pair, panic, part, passion, past, path, patience, pattern, peace, performance, period, permission, perspective, phase, philosophy, pleasure, point, policy, politics, pollution,
            population, position, possibility, poverty, power, practice, praise, preference, preparation, presence, pressure, pride, principle, priority, privacy, prize, problem, procedure, process, progress, project, promise, proof, protection,
            protest, purpose, puzzle, quality, quantity, quarrel, question, race, range, reaction, reality, reason, recommendation, recovery, reduction, reference, reform, region, relation, relationship, relief, remark, repair, reply, reputation,
            request, requirement, rescue, research, resource, respect, response, responsibility, rest, result, reward, rhythm, right, risk, routine, rule, rumour, sacrifice, safety, sample, scale, scene, scheme, science, secret, sense, sentence,
            shame, shape, shock, shortage, sight, sign, signal, silence, situation, skill, society, solution, sorrow, sound, source, space, speech, speed, spirit, stage, standard, status, step, strategy, strength, stress, structure, struggle,
            style, success, suggestion, support, surface, surprise, suspicion, symbol, sympathy, symptom, system, talent, target, task, technique, temper, temperature, tendency, tension, theory, thought, threat, title, topic, total, tradition,
            training, transition, treatment, trend, trial, trick, trouble, trust, truth, understanding, unity, value, variety, version, victory, view, violence, vision, visit, voice, war, warning, waste, weakness, wealth, weight, wisdom, wish,
            wonder, work, worry, youth
            """)
        .Words("event", """
            anniversary, auction, award ceremony, ball, birthday, book fair, carnival, celebration, charity run, christening, class, competition, concert, conference, dance, demonstration, engagement, examination, exhibition, farewell party,
            festival, film night, flea market, funeral, graduation, holiday, housewarming, interview, job fair, lecture, marathon, match, meeting, open day, opening, parade, party, performance, picnic, product launch, quiz night, race, rally, reading,
            reception, rehearsal, reunion, school trip, seminar, show, street festival, tournament, training course, trip, webinar, wedding, workshop
            """);
}
