namespace Attune.Pretrain.Families.Structured;

/// <summary>A numeric column: its name, its words, the adjectives for most and least of it, its unit, typical limits.</summary>
internal sealed record NumberColumn(string Name, string[] Words, string Most, string Least, string Unit, string[] Limits);

/// <summary>A column of words: its name, singular, grammar rule of its values, phrases with $ for the value.</summary>
internal sealed record WordColumn(string Name, string One, string Values, string[] Phrases);

/// <summary>An invented table about which questions are asked.</summary>
internal sealed record QueryTable(string Rows, NumberColumn[] Numbers, WordColumn[] Words);

/// <summary>The tables. None has the columns of a sample in this repository.</summary>
internal static class QueryTables
{
    public static readonly QueryTable[] All = Parse("""
        flights
        # price_eur | price, fare, ticket price | most expensive | cheapest | euros | 50, 120, 200, 350, 900
        # delay_min | delay, late minutes | most delayed | most punctual | minutes | 5, 15, 30, 60, 90
        # seats_free | free seats, seats left | emptiest | fullest | seats | 2, 10, 25, 40
        - origin | origin city | city | from $, leaving $, out of $
        - destination | destination | city | to $, going to $, arriving in $
        - airline | airline | merchant | with $, of $, operated by $
        - cabin | cabin class | cabin | in $ class, with $ seats

        orders
        # total_usd | order value, total, amount | biggest | smallest | dollars | 20, 50, 100, 250, 1000
        # items | number of items, item count | fullest | smallest | items | 2, 5, 10, 20
        # ship_days | shipping time, days to ship | slowest shipped | fastest shipped | days | 1, 3, 7, 14
        - store | store | merchant | at $, from $, in the $ store
        - category | category | category | in the $ category, of category $
        - state | order state | status | that are $, with state $
        - pay_method | payment method | payMethod | paid by $, with $ as payment
        - town | town | city | from $, sent to $

        log_events
        # took_ms | time taken, run time, elapsed time | slowest | fastest | ms | 20, 50, 150, 400, 800, 1500
        # line_count | line count, lines | longest | shortest | lines | 10, 100, 500
        # memory_mb | memory, memory use, used memory | hungriest | leanest | mb | 64, 128, 256, 512
        - level | level | level | of level $, with level $, marked $
        - logger | logger | service | by $, from the $ logger, written by $
        - machine | machine | machine | on $, on machine $, running on $
        - stage | stage | environment | in $, in the $ stage, outside $

        page_views
        # load_ms | load time, loading time, page speed | slowest | fastest | ms | 100, 300, 700, 1200, 2500
        # scroll_px | scroll depth, pixels scrolled | most scrolled | least scrolled | px | 200, 900, 3000
        # visit_s | visit length, time on page | longest visited | shortest visited | seconds | 5, 20, 45, 90
        - page | page | path | on $, of page $, for $
        - browser | browser | browser | in $, with $, using $
        - country | country | country | from $, in $
        - device_type | device type | deviceType | on $, from a $

        db_statements
        # exec_ms | execution time, query time, statement time | slowest | fastest | ms | 10, 40, 90, 350, 600
        # rows_read | rows read, scanned rows | heaviest | lightest | rows | 100, 1000, 50000
        # wait_ms | wait time, lock time | most blocked | least blocked | ms | 5, 25, 75
        - table_name | table | tableName | on $, on the $ table, reading $
        - app_user | application user | service | by $, run by $, from $
        - verb | statement type | sqlVerb | of type $, that are $
        - db_host | database host | machine | on $, at host $

        jobs
        # run_s | run time, job time | slowest | fastest | seconds | 10, 30, 120, 600
        # attempts | attempts, tries | most repeated | least repeated | attempts | 2, 3, 4, 6
        # queue_len | queue length, backlog | longest queued | shortest queued | jobs | 10, 50, 200
        - queue | queue | service | in $, from the $ queue, waiting in $
        - worker | worker | machine | on $, run by $
        - outcome | outcome | outcome | that $, with outcome $
        - team | team | department | of the $ team, owned by $

        employees
        # salary | salary, pay, wage | best paid | worst paid | euros | 1800, 2500, 3200, 4500
        # age | age, years | oldest | youngest | years | 25, 30, 40, 55
        # days_off | days off, holidays taken | most absent | least absent | days | 3, 10, 20
        - dept | department | department | in $, working in $, of the $ department
        - office | office | city | in $, at the $ office
        - title | job title | role | who are $, working as $
        - contract | contract type | contract | with a $ contract, working $

        houses
        # rent | rent, monthly rent | most expensive | cheapest | euros | 600, 900, 1400, 2200
        # area_m2 | area, size, floor space | largest | smallest | square metres | 30, 55, 80, 120
        # rooms | rooms, room count | roomiest | tiniest | rooms | 2, 3, 4, 6
        - district | district | street | in $, on $
        - city | city | city | in $, near $
        - kind | kind | houseKind | of kind $, listed as $

        tickets
        # reply_h | reply time, hours to reply, response delay | slowest answered | fastest answered | hours | 1, 4, 12, 24, 48
        # messages | messages, message count | most discussed | least discussed | messages | 2, 5, 15
        # stars | rating, stars, score | best rated | worst rated | stars | 2, 3, 4
        - agent | agent | first | of $, handled by $, assigned to $
        - priority | priority | priority | with $ priority, marked $
        - status | status | status | that are $, with status $
        - topic | topic | category | about $, on the topic $
        - channel | channel | channel | by $, via $, sent by $

        deliveries
        # weight_kg | weight, load | heaviest | lightest | kg | 1, 5, 20, 100
        # distance_km | distance, route length | farthest | nearest | km | 3, 10, 50, 300
        # late_h | delay, hours late | latest | earliest | hours | 1, 2, 8, 24
        - driver | driver | person | by $, driven by $
        - depot | depot | city | from $, leaving $
        - vehicle | vehicle | vehicle | by $, in a $
        - client | client | merchant | for $, ordered by $

        songs
        # length_s | length, duration | longest | shortest | seconds | 90, 180, 240, 400
        # plays | plays, play count | most played | least played | plays | 100, 1000, 20000
        # tempo | tempo, speed | fastest | slowest | bpm | 70, 100, 130
        - artist | artist | person | by $, sung by $
        - genre | genre | genre | in the genre $, labelled $
        - mood | mood | feeling | that sound $, with a $ mood
        - lang | language | language | in $, sung in $

        sensors
        # temp_c | temperature, heat | hottest | coldest | degrees | 5, 18, 25, 40
        # humidity | humidity, moisture | dampest | driest | percent | 20, 45, 70
        # battery | battery level, charge | fullest | emptiest | percent | 10, 30, 60
        - room | room | room | in the $, from the $
        - site | site | city | in $, at the $ site
        - maker | maker | merchant | by $, made by $
        - mode | mode | mode | in $ mode, set to $

        products
        # price | price, cost | most expensive | cheapest | euros | 10, 25, 60, 150, 500
        # stock | stock, units in stock | best stocked | scarcest | units | 1, 10, 100, 500
        # sold | units sold, sales | best selling | worst selling | units | 5, 50, 300
        # weight_g | weight | heaviest | lightest | grams | 50, 250, 1000
        - brand | brand | merchant | by $, made by $, from $
        - colour | colour | colour | in $, that are $
        - material | material | material | made of $, in $
        - group | product group | category | in the $ group, listed under $

        students
        # grade | grade, mark | best | worst | points | 2, 5, 8, 12
        # absences | absences, missed days | most absent | least absent | days | 1, 4, 10
        # pages_read | pages read, reading | keenest reading | laziest reading | pages | 20, 100, 400
        - course | course | subject | in $, taking $, of the $ course
        - teacher | teacher | surname | of $, taught by $
        - home | home town | city | from $, living in $
        - sport | sport | hobby | who like $, doing $

        payments
        # amount | amount, value, sum paid | largest | smallest | euros | 10, 50, 99, 500, 2000
        # fee | fee, charge, commission | costliest | cheapest | euros | 1, 3, 10
        # settle_h | settlement time, hours to settle | slowest settled | fastest settled | hours | 2, 24, 72
        - shop | shop | merchant | at $, to $
        - currency | currency | currency | in $, made in $
        - result | result | outcome | that $, with result $
        - bank | bank | bankName | from $, through $
        - method | method | payMethod | by $, made by $

        builds
        # minutes | build time, minutes | slowest | fastest | minutes | 2, 5, 15, 40
        # warnings | warnings, warning count | noisiest | cleanest | warnings | 1, 10, 50
        # size_kb | size, output size | largest | smallest | kb | 100, 800, 4096
        - branch | branch | branchName | on $, of branch $
        - author | author | first | by $, started by $
        - system | system | os | on $, for $
        - verdict | verdict | outcome | that $, with verdict $

        meals
        # kcal | calories, energy | richest | lightest | kcal | 150, 300, 600, 900
        # minutes | cooking time, preparation time | slowest | quickest | minutes | 5, 15, 30, 60
        # cost | cost, price | most expensive | cheapest | euros | 2, 5, 9
        - main | main ingredient | food | with $, made with $
        - course | course | mealCourse | served as $, for $
        - cook | cook | first | by $, cooked by $
        - taste | taste | taste | that are $, tasting $

        http_calls
        # elapsed_ms | elapsed time, round trip, time to answer | slowest | quickest | ms | 30, 80, 160, 450, 900, 3000
        # body_kb | body size, kilobytes sent | bulkiest | leanest | kb | 1, 16, 64, 900
        # hops | hops, proxies | farthest | nearest | hops | 1, 3, 6
        - path | path | path | on $, to $, for the path $
        - code | answer code | httpCode | answered with $, that gave $
        - verb | verb | httpVerb | with verb $, made with $
        - zone | zone | cloudZone | in $, in zone $, served by $
        - caller | caller | service | by $, called by $, from $
        """);

    private static QueryTable[] Parse(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Table)];

    private static QueryTable Table(string block)
    {
        string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new List<NumberColumn>();
        var words = new List<WordColumn>();
        foreach (string line in lines.Skip(1))
        {
            string[] part = line[2..].Split('|', StringSplitOptions.TrimEntries);
            if (line[0] == '#')
                numbers.Add(new NumberColumn(part[0], List(part[1]), part[2], part[3], part[4], List(part[5])));
            else
                words.Add(new WordColumn(part[0], part[1], part[2], List(part[3])));
        }

        return new QueryTable(lines[0].Trim().Replace('_', ' '), [.. numbers], [.. words]);
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
