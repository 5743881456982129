using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Food, clothes, furniture, tools, toys, materials: what can be bought, carried, lost and broken.</summary>
internal static class Things
{
    public static void Add(Grammar grammar) => grammar
        .Words("food", """
            apple, apricot, avocado, bacon, banana, bean, beef, beetroot, biscuit, blackberry, blueberry, bread, broccoli, brown rice, bun, burger, butter, cabbage, cake, carrot, cauliflower, celery, cereal, cheese, cherry,
            chicken soup, chilli, chips, chocolate, coconut, cookie, corn, cream, cucumber, curry, custard, date, doughnut, dumpling, egg, fig, flour, fried fish, fruit salad, garlic, ginger, grape, grapefruit, ham, hazelnut,
            honey, ice cream, jam, kebab, leek, lemon, lentil, lettuce, lime, lobster, mango, marmalade, meat, meatball, melon, mustard, mutton, noodles, nut, oat, olive, olive oil, omelette, onion, orange, pancake, pasta, pea,
            peach, peanut, pear, pepper, pie, pineapple, pizza, plum, popcorn, pork, porridge, potato, prawn, pudding, pumpkin, raisin, raspberry, rice, roast chicken, salad, salami, salt, sandwich, sauce, sausage, soup, spaghetti,
            spinach, steak, stew, strawberry, sugar, sushi, sweet corn, syrup, toast, tofu, tomato, tuna, turnip, vegetable, vinegar, waffle, walnut, yoghurt
            """)
        .Words("drink", """
            apple juice, beer, black tea, cider, cocoa, coffee, cold water, cola, espresso, fruit tea, green tea, herbal tea, hot chocolate, iced tea, lemonade, milk, mineral water, orange juice, red wine, smoothie, soda, tap water,
            tomato juice, white wine
            """)
        .Words("taste", "bitter, bland, creamy, crisp, crunchy, delicious, fresh, greasy, hot, juicy, mild, raw, ripe, rotten, salty, sour, spicy, stale, sticky, sweet, tasty, tender, tough, warm")
        .Words("meal", "barbecue, breakfast, brunch, buffet, dessert, dinner, feast, lunch, picnic, snack, starter, supper, takeaway")
        .Words("clothing", """
            anorak, apron, backpack, bathrobe, belt, bikini, blazer, blouse, boot, bow tie, bracelet, cap, cardigan, coat, costume, dress, earring, glove, gown, handbag, hat, helmet, hoodie, jacket, jeans, jersey, jumper, leggings,
            mitten, necklace, nightdress, overcoat, pair of glasses, pair of socks, pair of trousers, purse, pyjamas, raincoat, ring, running shoes, sandal, scarf, shawl, shirt, shoe, shorts, silk scarf, skirt, slipper, sneaker, sock,
            suit, sun hat, sunglasses, sweater, swimsuit, T-shirt, tie, tights, tracksuit, trainers, umbrella, underwear, uniform, vest, waistcoat, wallet, watch, wedding dress, woollen hat
            """)
        .Words("furniture", """
            armchair, bar stool, bath, bathtub, bed, bench, blind, bookcase, bookshelf, bunk bed, cabinet, candle, carpet, chair, chandelier, chest of drawers, clock, coat rack, coffee table, couch, cot, cupboard, curtain, cushion, desk,
            dining table, doormat, drawer, duvet, folding chair, garden chair, hammock, lamp, lampshade, mattress, mirror, office chair, painting, picture frame, pillow, quilt, rocking chair, rug, shelf, shower curtain, sideboard, sink,
            sofa, stool, table, tablecloth, vase, wardrobe, washbasin, waste bin
            """)
        .Words("appliance", """
            air conditioner, alarm clock, blender, boiler, coffee machine, coffee maker, deep fryer, dehumidifier, dishwasher, doorbell, dryer, electric heater, electric toothbrush, fan, food processor, freezer, fridge, hair dryer, hob, iron,
            juicer, kettle, lawnmower, microwave, mixer, oven, pressure cooker, radiator, rice cooker, sewing machine, shaver, slow cooker, smoke alarm, space heater, stove, tap, thermostat, toaster, tumble dryer, vacuum cleaner,
            waffle iron, washing machine, water filter, water heater
            """)
        .Words("device", """
            barcode scanner, battery, camera, charger, console, cordless phone, desktop computer, drone, e-reader, earbuds, external hard drive, fitness tracker, flash drive, games console, headphones, headset, hearing aid, keyboard,
            laptop, memory card, microphone, mobile phone, modem, monitor, mouse, music player, phone, power bank, printer, projector, radio, remote control, router, satellite dish, scanner, screen, security camera, smart speaker,
            smartphone, smartwatch, sound bar, speaker, tablet, television, thermostat, torch, touch screen, turntable, USB cable, video camera, webcam, wireless charger
            """)
        .Words("tool", """
            adhesive tape, axe, bolt, broom, brush, bucket, chain, chisel, clamp, crowbar, drill, dustpan, extension lead, file, first-aid kit, flashlight, fork, glue, hammer, hinge, hoe, hook, hose, jug, knife, ladder, lock, measuring tape,
            mop, nail, needle, nut, paintbrush, pair of scissors, pan, peg, penknife, pickaxe, pliers, plug, pocket knife, pot, pulley, pump, rake, razor, rope, ruler, sandpaper, saucepan, saw, screw, screwdriver, shovel, sieve, spade,
            spanner, spirit level, sponge, spoon, stapler, string, thread, toolbox, trowel, tweezers, vacuum pump, watering can, wheelbarrow, whisk, wire, workbench, wrench
            """)
        .Words("toy", """
            ball, balloon, board game, building blocks, chess set, computer game, crayon, dice, doll, doll's house, frisbee, jigsaw puzzle, kite, marble, model plane, model railway, pack of cards, plush rabbit, puppet, puzzle, rattle,
            rocking horse, skateboard, skipping rope, sledge, stuffed animal, swing, teddy bear, toy car, toy train, yo-yo
            """)
        .Words("office", """
            binder, blackboard, briefcase, brochure, business card, calculator, calendar, card, chalk, clipboard, diary, dictionary, drawing pin, envelope, eraser, folder, greeting card, highlighter, ink cartridge, label, leaflet, letter,
            map, marker, notebook, notepad, pad of paper, paper, paper clip, parcel, pen, pencil, pencil case, postcard, poster, ring binder, rubber band, sheet of paper, stamp, sticky note, textbook, ticket, timetable, whiteboard,
            wrapping paper
            """)
        .Words("document", """
            agenda, agreement, annual report, application form, article, bank statement, bill, birth certificate, blog post, book, booking confirmation, budget, catalogue, certificate, chapter, checklist, comic, contract, cover letter,
            customs form, deed, diploma, draft, driving licence, email, essay, form, guidebook, handbook, insurance policy, invoice, job advert, leaflet, lease, letter, licence, list, magazine, manual, memo, menu, message, minutes, newspaper,
            note, novel, offer, order form, passport, payslip, permit, petition, play, poem, policy, prescription, presentation, proposal, questionnaire, quote, receipt, recipe, reference, report, research paper, review, schedule, script,
            shopping list, slide, spreadsheet, statement, story, summary, survey, tax return, telegram, terms of service, thesis, timesheet, title deed, user guide, visa, warranty, will
            """)
        .Words("material", """
            aluminium, bamboo, brass, brick, bronze, canvas, cardboard, cement, ceramic, clay, concrete, copper, cork, cotton, denim, felt, fibreglass, foam, fur, glass, gold, granite, iron, lead, leather, linen, marble, metal, nylon,
            oak, paper, pine, plaster, plastic, polyester, porcelain, rubber, sand, sandstone, satin, silk, silver, slate, steel, stone, straw, tin, titanium, velvet, wax, wicker, wood, wool, zinc
            """)
        .Words("colour", """
            amber, beige, black, blue, bronze, brown, burgundy, charcoal, coral, cream, crimson, dark blue, dark green, gold, green, grey, indigo, ivory, khaki, lavender, light blue, light green, lilac, magenta, maroon, mint, mustard, navy,
            olive, orange, pale yellow, peach, pink, plum, purple, red, ruby, sand, scarlet, silver, sky blue, tan, teal, turquoise, violet, white, yellow
            """)
        .Words("shape", "circle, cone, cube, curve, cylinder, diamond, dot, heart, hexagon, line, oval, pyramid, rectangle, ring, sphere, spiral, square, star, triangle")
        .Words("instrument", """
            accordion, banjo, bass guitar, bassoon, cello, clarinet, cymbals, double bass, drum, fiddle, flute, French horn, grand piano, guitar, harmonica, harp, mandolin, oboe, organ, piano, recorder, saxophone, tambourine, trombone, trumpet,
            tuba, ukulele, viola, violin, xylophone
            """)
        .Words("unit", "gram, kilogram, litre, metre, centimetre, kilometre, mile, inch, pound, ounce, box, bottle, bag, can, carton, crate, cup, dozen, jar, packet, piece, roll, slice, spoonful, tin, tube")
        .Rule("goods", """
            {clothing}
            {furniture}
            {appliance}
            {device}
            {tool}
            {toy}
            {office}
            {instrument}
            """)
        .Rule("product", """
            {colour} {clothing}
            {goods}
            {material} {furniture}
            {size} {goods}
            {colour} {goods}
            """);
}
