using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Shops, companies, departments, the words of offices and markets. All names are invented.</summary>
internal static class Business
{
    public static void Add(Grammar grammar) => grammar
        .Words("merchant", """
            Alder Books, Amber Cafe, Anchor Foods, Apex Sports, Atlas Tools, Basil Kitchen, Beacon Books, Bluebird Travel, Bright Optics, Brook Bakery, Cedar Hotels, Citrus Bar, Cloudnine Beds, Cobalt Cycles, Copper Kettle, Coral Fashion, Corner Grocer,
            Crown Cinema, Daily Bread, Delta Fuel, Dune Outdoor, Eagle Parcels, Eastside Market, Ember Grill, Evergreen Garden, Fable Toys, Falcon Air, Fern and Co, Flint Hardware, Fresh Basket, Glow Candles, Golden Fork, Green Leaf, Grove Pharmacy, Harbour Fish,
            Hazel Coffee, Highland Wool, Horizon Tours, Indigo Music, Ivory Dental, Jade Garden, Jolly Pets, Juniper Spa, Kite Mobile, Lakeside Inn, Lantern Hotel, Lark Electronics, Lemon Tree, Linden Shoes, Luna Jewels, Magnet Games, Maple Motors, Marigold Florist,
            Meadow Dairy, Metro Taxi, Mint Gym, Moss Furniture, Nimbus Phones, North Star Energy, Nova Clothing, Oak Supplies, Ocean Ferries, Olive Deli, Onyx Watches, Orbit Media, Otter Swim, Panda Wok, Pebble Bank, Pepper Pizza, Pine Lodge, Pioneer Rail, Pixel Print,
            Plum Software, Polar Ice, Poppy Kids, Quartz Repair, Quick Wash, Raven Records, Red Door Pub, Ripple Water, Robin Post, Rocket Burger, Saffron House, Sage Clinic, Silver Spoon, Sky Insurance, Snowdrop Tea, Solar Roofs, Sparrow Cleaning, Spruce Timber,
            Stone Oven, Sunny Laundry, Swift Courier, Tango Dance, Teal Swimwear, Thistle Farm, Tiger Gym, Topaz Gifts, Trail Bikes, Tulip Nursery, Union Parking, Velvet Salon, Violet Beauty, Wave Telecom, West Wind Tickets, Willow Crafts, Yellow Cab, Zebra Stationery, Zenith Learning
            """)
        .Words("department", "accounting, administration, billing, claims, collections, compliance, customer care, data, delivery, design, engineering, facilities, finance, fraud prevention, human resources, IT, legal, logistics, maintenance, marketing, operations, payroll, planning, procurement, product, production, public relations, purchasing, quality, reception, research, returns, risk, sales, security, support, training, treasury, warehouse")
        .Words("industry", "agriculture, banking, broadcasting, car making, catering, chemicals, construction, consulting, education, electronics, energy, entertainment, fashion, film, fishing, food, forestry, furniture, gaming, health care, insurance, logistics, media, mining, packaging, paper, pharmaceuticals, printing, publishing, real estate, retail, shipping, software, steel, telecommunications, textiles, tourism, toys, transport, waste management")
        .Words("businessNoun", """
            account, acquisition, advertisement, asset, audit, bankruptcy, bid, bond, bonus, brand, branch, budget, campaign, capital, cash flow, client, commission, competitor, complaint, consumer, contract, corporation, cost, credit, currency, customer, deal,
            debt, deficit, delivery, demand, deposit, discount, dividend, employer, enterprise, estimate, expense, export, fee, forecast, franchise, fund, grant, gross margin, guarantee, headquarters, import, incentive, income, inflation, insurance, interest rate, inventory,
            investment, invoice, job, labour, launch, lease, liability, licence, loan, loss, manufacturer, market, market share, meeting, merger, mortgage, negotiation, offer, office, opening hours, order, ownership, partnership, patent, payment, payroll, penalty, pension,
            portfolio, premium, price, price list, production, profit, promotion, property, proposal, purchase, quarter, quota, rate, receipt, recession, refund, rent, reserve, retailer, revenue, risk, salary, sale, schedule, sector, share, shipment, start-up, stock,
            strike, subsidy, supplier, supply chain, target, tariff, tax, tender, trade, trademark, transaction, turnover, union, vacancy, wage, warehouse, wholesale, workforce, working hours, workload, workplace
            """)
        .Words("verbMarket", "climb, collapse, decline, decrease, double, drop, expand, fall, fluctuate, grow, improve, increase, jump, recover, remain stable, rise, shrink, sink, slip, soar, stagnate, surge, triple, weaken")
        .Words("verbCompany", """
            announce new targets, acquire a rival, apply for a licence, appoint a new director, ask for a loan, build a factory, buy back shares, celebrate its anniversary, change its logo, close a branch, create new jobs, cut prices, cut its costs, develop a new product, donate to charity, enter the market,
            expand abroad, export to many countries, file for bankruptcy, focus on quality, go public, hire more staff, improve its service, increase its profit, invest in research, launch a website, lay off workers, lose customers, lower its fees, merge with a partner, miss its targets, move its headquarters,
            offer free delivery, open a shop, outsource its support, pay a dividend, raise prices, recall a product, reduce waste, renew its fleet, report a loss, rent a larger office, restructure its departments, sell its vans, settle a dispute, sign a contract, spend more on advertising, sponsor a team,
            start a campaign, survey its customers, switch to solar power, test a prototype, train its employees, win an award
            """)
        .Words("payMethod", "bank transfer, cash, card, cheque, credit card, debit card, direct debit, gift card, instalments, invoice, mobile phone, voucher")
        .Words("salutation", "Dear Sir or Madam, Dear customer, Dear all, Dear team, Good afternoon, Good evening, Good morning, Hello, Hello everyone, Hello team, Hi, Hi all, Hi there")
        .Words("closing", "All the best, Best regards, Best wishes, Cheers, Kind regards, Many thanks, Regards, See you soon, Sincerely, Take care, Thank you, Thanks, With best wishes, Yours, Yours faithfully, Yours sincerely")
        .Words("status", "active, approved, archived, assigned, blocked, booked, cancelled, closed, completed, confirmed, declined, delayed, delivered, disabled, done, draft, expired, failed, frozen, in progress, new, on hold, open, overdue, packed, paid, pending, planned, processing, published, ready, received, refunded, rejected, resolved, returned, scheduled, sent, shipped, sold out, suspended, unpaid, verified, waiting")
        .Words("priority", "low, normal, medium, high, urgent, critical")
        .Words("category", "bakery, beauty, books, clothing, drinks, electronics, flowers, food, fuel, furniture, games, garden, gifts, groceries, health, hobby, household, insurance, jewellery, kitchen, music, office, outdoor, pets, rent, restaurants, services, shoes, sports, stationery, tools, toys, transport, travel, utilities");
}
