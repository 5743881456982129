using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Names, families, professions, traits of people.</summary>
internal static class People
{
    public static void Add(Grammar grammar) => grammar
        .Words("woman", """
            Ada, Alice, Amara, Amelia, Ana, Anita, Anna, Aoife, Ava, Beatrice, Bella, Bianca, Carla, Carmen, Caroline, Chloe, Clara, Daisy, Dana, Diana, Edith, Elena, Elif, Elsa,
            Emma, Erin, Esther, Eva, Farah, Fatima, Fiona, Flora, Frida, Gina, Grace, Greta, Hana, Hannah, Heidi, Helen, Ida, Ines, Ingrid, Irene, Isabel, Ivy, Jane, Jasmine, Joan,
            Judith, Julia, June, Karin, Kate, Keiko, Laila, Laura, Lea, Lena, Lily, Linda, Lucia, Lucy, Luna, Mabel, Maria, Marta, Maya, Mei, Mia, Mila, Mina, Mira, Nadia, Naomi, Nina,
            Nora, Olga, Olivia, Paula, Petra, Priya, Rachel, Rania, Rita, Rosa, Rose, Ruth, Sara, Selma, Sofia, Sonia, Stella, Susan, Tara, Tess, Vera, Violet, Wendy, Yara, Yuki, Zara, Zoe
            """)
        .Words("man", """
            Aaron, Adam, Ahmed, Alan, Albert, Alex, Ali, Amir, Andre, Anton, Arthur, Ben, Boris, Brian, Bruno, Carl, Carlos, Cedric, Chen, Colin, Connor, Daniel, David, Dennis, Diego,
            Dylan, Edgar, Eric, Ethan, Felix, Finn, Frank, Fred, Gabriel, George, Gustav, Hamid, Harry, Hassan, Henry, Hugo, Ian, Igor, Ivan, Jack, Jacob, James, Jan, Jonas, Jorge, Joseph,
            Karim, Keith, Kenji, Kevin, Kofi, Lars, Leo, Liam, Louis, Lucas, Luke, Malik, Marco, Mark, Martin, Mateo, Max, Milan, Miles, Mohamed, Nathan, Neil, Nick, Noah, Olaf, Oliver,
            Omar, Oscar, Otto, Owen, Pablo, Patrick, Paul, Pedro, Peter, Philip, Rafael, Raj, Ravi, Robert, Robin, Ryan, Sam, Samir, Sean, Simon, Stefan, Sven, Theo, Thomas, Tim, Tom, Victor, Walter, Yusuf
            """)
        .Rule("first", """
            {woman}
            {man}
            """)
        .Rule("name", """
            {first}
            """)
        .Words("surname", """
            Abbott, Adler, Ahmadi, Andersen, Baker, Barlow, Bauer, Becker, Bennett, Berg, Bianchi, Blake, Bowen, Brandt, Brooks, Burton, Campbell, Carter, Castro, Chan, Clarke, Cole, Conti,
            Cooper, Costa, Cross, Dalton, Dawson, Delgado, Diaz, Dixon, Doyle, Duarte, Dubois, Ellis, Evans, Farrell, Ferrari, Fischer, Fletcher, Flores, Foster, Fox, Fraser, Garcia, Gibson,
            Goldberg, Gomez, Graham, Grant, Greene, Gupta, Haas, Hall, Hansen, Harper, Hayes, Hoffman, Holm, Hughes, Hunt, Ibrahim, Ito, Jansen, Jensen, Kaya, Keller, Kelly, Khan, Kim, Klein,
            Kowalski, Kumar, Lang, Larsen, Lee, Lewis, Lindgren, Lopez, Marino, Marsh, Mason, Mendes, Meyer, Mills, Morgan, Moreau, Mori, Murphy, Nash, Nilsson, Novak, Okafor, Olsen, Ortiz, Osman,
            Palmer, Park, Patel, Perez, Petrov, Popov, Price, Quinn, Ramos, Reed, Reyes, Ricci, Rossi, Roth, Russo, Santos, Sato, Schmidt, Shah, Sharma, Silva, Singh, Sokolov, Stone, Suzuki,
            Tanaka, Taylor, Torres, Turner, Vargas, Vogel, Wagner, Walsh, Wang, Ward, Weber, West, Wilson, Wolf, Wong, Wood, Yamada, Yilmaz, Young, Zhang, Zimmer
            """)
        .Rule("person", """
            {first} {surname}
            """)
        .Words("relative", """
            mother, father, sister, brother, daughter, son, aunt, uncle, cousin, grandmother, grandfather, niece, nephew, wife, husband, partner, neighbour, friend, flatmate, landlord,
            roommate, stepson, mother-in-law, twin sister, godmother, best friend, fiance, girlfriend, boyfriend, grandson
            """)
        .Words("job", """
            accountant, actor, architect, artist, assistant, astronomer, author, baker, barber, bartender, biologist, bookkeeper, bricklayer, builder, bus driver, butcher, caretaker, carpenter,
            cashier, chef, chemist, cleaner, clerk, coach, cook, courier, dancer, data analyst, dentist, designer, detective, doctor, driver, economist, editor, electrician, engineer, farmer,
            firefighter, fisherman, florist, gardener, geologist, glazier, guard, guide, hairdresser, historian, interpreter, janitor, jeweller, journalist, judge, lawyer, lecturer, librarian,
            lifeguard, locksmith, logistics planner, machinist, mailman, manager, mathematician, mechanic, midwife, miner, model, musician, nanny, nurse, optician, painter, paramedic, pharmacist,
            photographer, physicist, pianist, pilot, plumber, poet, police officer, postman, potter, producer, professor, programmer, psychologist, publisher, receptionist, reporter, roofer,
            sailor, salesman, scientist, sculptor, secretary, shepherd, shopkeeper, singer, social worker, soldier, surgeon, surveyor, tailor, tax adviser, teacher, technician, tester,
            therapist, trader, trainer, translator, travel agent, tutor, vet, violinist, waiter, warehouse worker, watchmaker, web developer, welder, writer, zookeeper
            """)
        .Words("role", """
            account manager, administrator, analyst, auditor, board member, branch manager, buyer, chairman, chief engineer, consultant, contractor, controller, coordinator, customer, director,
            editor, employee, executive, founder, guest, inspector, intern, investor, lead developer, member, operator, owner, partner, passenger, patient, planner, product manager, project lead,
            recruiter, resident, reviewer, sales representative, shareholder, speaker, sponsor, student, subscriber, supervisor, supplier, support agent, team leader, tenant, treasurer, trustee,
            vendor, visitor, volunteer
            """)
        .Words("trait", """
            ambitious, anxious, brave, calm, careful, careless, cautious, charming, cheerful, clever, clumsy, confident, considerate, cool-headed, creative, curious, decent, determined, diligent,
            direct, discreet, eager, easy-going, elegant, energetic, enthusiastic, fair, faithful, famous, fearless, friendly, funny, generous, gentle, grumpy, hard-working, helpful, honest,
            hopeful, humble, impatient, independent, kind, lazy, lively, logical, loud, loyal, mature, modest, moody, neat, nervous, optimistic, organised, outgoing, patient, playful, pleasant,
            polite, practical, proud, punctual, quiet, rational, reliable, reserved, respected, restless, rude, selfish, sensible, sensitive, serious, shy, silent, sincere, skilful, sociable,
            strict, stubborn, talented, talkative, thoughtful, tidy, tolerant, trustworthy, upset, wise, witty, young
            """)
        .Words("feeling", """
            afraid, amazed, amused, angry, annoyed, ashamed, bored, comfortable, confused, content, curious, delighted, depressed, disappointed, embarrassed, excited, exhausted, frightened,
            frustrated, glad, grateful, guilty, happy, homesick, hopeful, hungry, hurt, impressed, inspired, jealous, lonely, lucky, nervous, pleased, proud, puzzled, ready, relaxed, relieved, sad,
            safe, satisfied, scared, shocked, sleepy, sorry, strange, stressed, surprised, thankful, thirsty, tired, uneasy, unhappy, weak, worried
            """)
        .Words("body", """
            ankle, arm, back, beard, bone, brain, cheek, chest, chin, ear, elbow, eye, face, finger, foot, forehead, hair, hand, head, heart, heel, hip, jaw, knee, leg, lip, lung, mouth, muscle, nail,
            neck, nose, palm, rib, shoulder, skin, spine, stomach, thigh, throat, thumb, toe, tongue, tooth, waist, wrist
            """)
        .Words("illness", """
            allergy, back pain, broken arm, bruise, burn, cold, cough, cramp, cut, earache, fever, flu, food poisoning, headache, infection, injury, insect bite, migraine, rash, sore throat,
            sprained ankle, stomach ache, sunburn, toothache
            """)
        .Words("hobby", """
            archery, astronomy, baking, basketball, birdwatching, board games, boxing, calligraphy, camping, canoeing, chess, climbing, collecting stamps, cooking, crossword puzzles, cycling, dancing,
            diving, drawing, embroidery, fencing, fishing, football, gardening, golf, gymnastics, handball, hiking, hockey, horse riding, jogging, judo, karate, kayaking, knitting, model trains,
            origami, painting, photography, pottery, reading, rowing, rugby, running, sailing, sewing, singing, skating, skiing, snowboarding, squash, surfing, swimming, table tennis, tennis,
            volleyball, weaving, woodwork, wrestling, writing letters, yoga
            """)
        .Words("subject", """
            algebra, anatomy, architecture, art, biology, business, chemistry, computer science, dance, design, drama, ecology, economics, education, engineering, ethics, finance, geography, geology,
            geometry, grammar, health care, history, journalism, law, linguistics, literature, management, marketing, mathematics, mechanics, medicine, music, nursing, philosophy, physics,
            politics, psychology, religion, robotics, sociology, statistics, theology
            """)
        .Words("language", """
            Arabic, Bengali, Chinese, Czech, Danish, Dutch, English, Finnish, French, German, Greek, Hebrew, Hindi, Hungarian, Irish, Italian, Japanese, Korean, Norwegian, Persian, Polish, Portuguese,
            Romanian, Russian, Spanish, Swahili, Swedish, Tamil, Thai, Turkish, Ukrainian, Urdu, Vietnamese, Welsh
            """);
}
