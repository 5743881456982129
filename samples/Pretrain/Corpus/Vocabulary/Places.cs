using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Cities, countries, buildings, rooms, nature, weather.</summary>
internal static class Places
{
    public static void Add(Grammar grammar) => grammar
        .Words("city", """
            Accra, Amsterdam, Ankara, Antwerp, Athens, Atlanta, Auckland, Austin, Bangkok, Barcelona, Basel, Beirut, Belfast, Belgrade, Bergen, Berlin, Bern, Bilbao, Bogota, Bologna, Bordeaux,
            Boston, Bratislava, Brighton, Brisbane, Bristol, Brussels, Bucharest, Budapest, Cairo, Calgary, Cambridge, Cape Town, Cardiff, Chicago, Cologne, Copenhagen, Cork, Dallas, Delhi, Denver,
            Detroit, Dresden, Dubai, Dublin, Dundee, Durban, Edinburgh, Florence, Frankfurt, Gdansk, Geneva, Genoa, Ghent, Glasgow, Gothenburg, Granada, Graz, Hamburg, Hanoi, Havana, Helsinki,
            Houston, Innsbruck, Istanbul, Jakarta, Kigali, Krakow, Kyoto, Lagos, Leeds, Leipzig, Lima, Linz, Lisbon, Liverpool, London, Lyon, Madrid, Malaga, Manchester, Manila, Marseille,
            Melbourne, Miami, Milan, Montreal, Mumbai, Munich, Nairobi, Nantes, Naples, New York, Nice, Osaka, Oslo, Ottawa, Oxford, Palermo, Paris, Perth, Phoenix, Porto, Prague, Quebec, Riga,
            Rome, Rotterdam, Salzburg, Santiago, Seattle, Seoul, Seville, Shanghai, Singapore, Sofia, Split, Stockholm, Stuttgart, Sydney, Tallinn, Tokyo, Toronto, Toulouse, Tunis, Turin, Utrecht,
            Valencia, Vancouver, Venice, Verona, Vienna, Vilnius, Warsaw, Wellington, York, Zagreb, Zurich
            """)
        .Words("country", """
            Argentina, Australia, Austria, Belgium, Brazil, Bulgaria, Canada, Chile, China, Colombia, Croatia, Cuba, Cyprus, Denmark, Ecuador, Egypt, England, Estonia, Finland, France, Germany, Ghana,
            Greece, Hungary, Iceland, India, Indonesia, Ireland, Israel, Italy, Japan, Jordan, Kenya, Latvia, Lithuania, Luxembourg, Malaysia, Malta, Mexico, Morocco, Nepal, New Zealand, Nigeria,
            Norway, Pakistan, Peru, Poland, Portugal, Romania, Scotland, Serbia, Slovakia, Slovenia, South Africa, South Korea, Spain, Sri Lanka, Sweden, Switzerland, Tanzania, Thailand, Tunisia,
            Turkey, Uganda, Ukraine, Vietnam, Wales, the Netherlands, the Philippines, the UK, the US
            """)
        .Words("street", """
            Abbey Road, Acorn Street, Bakery Lane, Bridge Street, Canal Street, Castle Road, Cedar Avenue, Chapel Lane, Cherry Close, Church Road, Clock Street, Coral Drive, Elm Grove, Field Road,
            Forge Lane, Fountain Square, Garden Street, Harbour Road, Hazel Way, High Street, Hill Road, Juniper Street, King Street, Lake Drive, Linden Avenue, Maple Road, Market Square, Meadow Lane,
            Mill Lane, Mint Street, North Road, Oak Avenue, Orchard Road, Park Lane, Pine Street, Quarry Road, Queen Street, River Walk, Rose Lane, School Road, Spring Street, Station Road,
            Tower Street, Union Street, Valley Road, Victoria Road, Water Lane, Willow Close, Windmill Road
            """)
        .Rule("address", """
            {number99} {street}
            {number99} {street}, {city}
            """)
        .Words("building", """
            airport, apartment, aquarium, art gallery, bakery, bank, bar, barn, bookshop, brewery, bus station, butcher's shop, cafe, canteen, car park, castle, cathedral, chapel, church, cinema, city hall,
            clinic, coffee shop, college, community centre, concert hall, corner shop, cottage, courthouse, dental practice, department store, embassy, factory, farm, fire station, flower shop, garage,
            garden centre, greenhouse, guest house, gym, hairdresser, harbour, hospital, hostel, hotel, house, ice rink, kindergarten, laboratory, laundry, library, lighthouse, mall, market, mill, mosque,
            museum, nightclub, nursery, office, opera house, palace, petrol station, pharmacy, playground, police station, post office, power station, prison, pub, railway station, restaurant, school,
            shelter, shoe shop, shopping centre, skyscraper, sports hall, stable, stadium, studio, supermarket, swimming pool, temple, theatre, tower, town hall, toy shop, travel agency, university,
            villa, warehouse, workshop, youth club, zoo
            """)
        .Words("room", """
            attic, balcony, basement, bathroom, bedroom, cellar, classroom, corridor, dining room, dressing room, entrance hall, garage, garden shed, guest room, hall, kitchen, landing, laundry room,
            library, living room, lobby, meeting room, nursery, office, pantry, playroom, porch, reception, staircase, storage room, study, terrace, toilet, utility room, waiting room
            """)
        .Words("nature", """
            bay, beach, bog, brook, canal, canyon, cape, cave, cliff, coast, coral reef, creek, dam, desert, dune, field, fjord, forest, garden, glacier, gorge, grassland, grove, heath, hill, hillside,
            island, jungle, lagoon, lake, marsh, meadow, mountain, oasis, ocean, orchard, park, pass, path, peak, peninsula, plain, plateau, pond, prairie, rainforest, ridge, river, riverbank, rock, sea,
            shore, slope, spring, stream, summit, swamp, trail, valley, village green, vineyard, volcano, waterfall, woodland
            """)
        .Words("plant", """
            apple tree, bamboo, beech, birch, bush, cactus, cedar, chestnut, clover, daffodil, daisy, elm, fern, fig tree, grass, hedge, herb, holly, ivy, lavender, lilac, lily, maple, mint, moss, mushroom,
            nettle, oak, olive tree, orchid, palm tree, pine, poplar, poppy, reed, rose, seaweed, spruce, sunflower, thistle, tulip, vine, violet, weed, willow
            """)
        .Words("animal", """
            ant, badger, bat, bear, beaver, bee, beetle, bison, blackbird, buffalo, butterfly, camel, canary, cat, chicken, cow, crab, cricket, crocodile, crow, cuckoo, deer, dog, dolphin, donkey, dragonfly, duck, eagle,
            eel, elephant, falcon, ferret, fish, fly, fox, frog, giraffe, goat, goldfish, goose, gorilla, grasshopper, hamster, hare, hawk, hedgehog, hen, heron, horse, jellyfish, kangaroo, kitten, koala, ladybird,
            lamb, leopard, lion, lizard, lobster, magpie, mole, monkey, mosquito, moth, mouse, octopus, otter, owl, panda, parrot, peacock, penguin, pig, pigeon, pony, puppy, rabbit, rat, raven, robin, rooster, salmon,
            seal, shark, sheep, snail, snake, sparrow, spider, squirrel, starling, stork, swallow, swan, tiger, toad, tortoise, trout, turkey, turtle, wasp, whale, wolf, woodpecker, worm, zebra
            """)
        .Words("weather", """
            bright, breezy, chilly, clear, cloudy, cold, cool, damp, dark, dry, dull, dusty, fine, foggy, freezing, frosty, grey, hot, humid, icy, mild, misty, muggy, overcast, pleasant, rainy, showery, snowy, stormy,
            sunny, warm, wet, windy
            """)
        .Words("storm", """
            blizzard, breeze, cloud, drizzle, drought, flood, fog, frost, gale, hail, heat wave, ice, lightning, mist, rain, rainbow, shower, sleet, snow, storm, thunder, wind
            """)
        .Words("direction", "north, south, east, west, north-east, north-west, south-east, south-west")
        .Words("near", """
            across from, at the back of, at the end of, behind, below, beside, close to, far from, in front of, inside, near, next to, not far from, on top of, opposite, outside, to the left of,
            to the right of, under
            """)
        .Words("vehicle", """
            ambulance, barge, bicycle, bike, boat, bulldozer, bus, cab, canoe, car, caravan, coach, cruise ship, delivery van, digger, electric car, express train, ferry, fire engine, forklift,
            freight train, glider, helicopter, hot-air balloon, jeep, kayak, limousine, lorry, minibus, moped, motorbike, night train, plane, police car, rowing boat, sailing boat, scooter, ship, shuttle bus,
            sledge, snowplough, speedboat, sports car, submarine, subway, tank, taxi, tow truck, tractor, trailer, train, tram, tricycle, truck, underground, van, yacht
            """);
}
