namespace Attune.Pretrain.Services;

/// <summary>Something customers write about: its name in labels, the aspects it can have (letters), its names in messages.</summary>
internal sealed record ServiceObject(string Domain, string Label, string Kinds, string[] Names);

/// <summary>
/// The things customers write about. Kinds: P payment, G goods on their way, T thing they have, A account or plan, C code or
/// password, B booking, S service or feature.
/// </summary>
internal static class ServiceObjects
{
    public static readonly ServiceObject[] All =
    [
        .. Of("bank", """
            card | G T | card, bank card, debit card, credit card, physical card, plastic card, visa card, mastercard
            virtual_card | S T | virtual card, online card, one-time card, disposable card, digital card, throwaway card
            replacement_card | G | replacement card, new card, second card, spare card, extra card, additional card
            transfer | P | transfer, bank transfer, money transfer, wire, payment to a friend, transaction
            international_transfer | P | transfer abroad, international transfer, foreign transfer, SWIFT transfer, payment to another country
            card_payment | P | card payment, purchase, payment with my card, shop payment, online purchase, transaction
            cash_withdrawal | P | cash withdrawal, withdrawal, ATM withdrawal, withdrawal at the cash machine, cash I took out
            top_up | P | top-up, top up, topup, deposit from my card, money I added
            automatic_top_up | S | auto top-up, automatic top-up, auto top up feature, automatic reload
            cheque_deposit | P | cheque deposit, check, cheque, cash deposit, paper cheque
            direct_debit | P | direct debit, standing order, recurring payment, monthly debit, automatic payment
            currency_exchange | P | exchange, currency exchange, conversion, currency conversion, foreign exchange
            exchange_rate | S | exchange rate, rate, conversion rate, currency rate
            refund | P | refund, money back, reimbursement, repayment
            salary | P | salary, wages, pay, monthly pay
            pin | C | PIN, pin code, card PIN, PIN number, 4 digit code
            passcode | C | passcode, app passcode, login code, access code, security code
            identity_check | S | identity check, ID check, verification, identity verification, proof of identity
            contactless | S | contactless, contactless payments, tap to pay, tapping my card
            mobile_wallet | S | phone payments, mobile wallet, paying with my watch, paying by phone, wallet on my phone
            savings_account | A | savings account, saver, savings pot, deposit account
            account | A | account, bank account, current account, profile
            loan | A | loan, personal loan, credit line, overdraft
            mortgage | A | mortgage, home loan
            statement | F G | bank statement, statement, monthly statement, account statement
            """),
        .. Of("telecom", """
            sim_card | G T | SIM card, SIM, eSIM, new SIM
            phone_plan | A | phone plan, mobile plan, tariff, contract, monthly plan
            data_allowance | S | data, mobile data, data allowance, internet on my phone
            roaming | S | roaming, data roaming, using my phone abroad, calls abroad
            broadband | S A | broadband, internet, internet connection, wifi, home internet, fibre
            router | G T | router, modem, wifi box, hub
            phone_bill | P | phone bill, bill, monthly bill, invoice
            voicemail | S | voicemail, voice mail, mailbox, answering service
            phone_number | A | phone number, number, mobile number
            landline | S A | landline, home phone, fixed line
            tv_box | G T | TV box, set-top box, decoder, receiver
            """),
        .. Of("shop", """
            order | G B | order, online order, purchase, basket I ordered
            parcel | G | parcel, package, delivery, box
            gift_card | S T | gift card, voucher, gift voucher, store credit
            discount_code | S C | discount code, promo code, coupon, promotion code, voucher code
            return | P | return, return parcel, item I sent back, returned item
            invoice | F P | invoice, receipt, bill, proof of purchase
            shoes | G | shoes, boots, trainers, sneakers
            sofa | G | sofa, couch, armchair, new sofa
            laptop | G T | laptop, notebook, computer, new laptop
            washing_machine | G T | washing machine, washer, dryer, dishwasher
            warranty | A | warranty, guarantee, extended warranty
            loyalty_points | S A | loyalty points, points, reward points, bonus points
            groceries | G | groceries, food delivery, shopping, grocery order
            wish_list | S | wish list, favourites, saved items
            """),
        .. Of("travel", """
            flight | B | flight, plane ticket, flight booking, flight to {city}
            hotel_room | B | hotel room, room, hotel booking, reservation, hotel in {city}
            train_ticket | B T | train ticket, rail ticket, ticket, ticket to {city}
            rental_car | B | rental car, hire car, car rental, car hire
            seat | B | seat, seat reservation, window seat, place
            luggage | G T | luggage, suitcase, bag, baggage
            boarding_pass | F T | boarding pass, boarding card, check-in document
            travel_insurance | A | travel insurance, insurance, trip cover
            visa | F | visa, travel visa, entry permit
            airport_transfer | B | airport transfer, shuttle, airport taxi, pickup
            cruise | B | cruise, boat trip, ferry
            lounge | S | lounge, airport lounge, lounge access
            """),
        .. Of("software", """
            app | S | app, mobile app, application, your app
            password | C | password, login, sign-in details
            two_factor | S C | two-factor code, authentication code, 2FA, verification code, one-time password
            licence_key | C G | licence key, activation key, product key, serial number
            subscription | A | subscription, monthly subscription, premium plan, membership, trial
            export | S | export, CSV export, data export, download
            import | S | import, data import, file upload, upload
            notifications | S | notifications, alerts, push notifications, email alerts
            sync | S | sync, synchronisation, cloud sync, backup
            report | F S | report, dashboard, chart, weekly report
            integration | S | integration, API, webhook, connection to our CRM
            user_account | A | user account, account, profile, login
            dark_mode | S | dark mode, dark theme, night mode
            printer | T S | printer, scanner, label printer
            calendar | S | calendar, shared calendar, schedule
            """),
        .. Of("utilities", """
            electricity | S A | electricity, power, electricity supply
            gas | S A | gas, gas supply, heating
            water | S A | water, tap water, water supply
            meter | T S | meter, smart meter, electricity meter, gas meter
            energy_bill | P | energy bill, electricity bill, gas bill, bill
            meter_reading | F S | meter reading, reading, meter number
            rubbish_collection | S | rubbish collection, bin collection, recycling
            """),
        .. Of("insurance", """
            claim | P F | claim, insurance claim, damage claim
            car_insurance | A | car insurance, motor policy, vehicle cover
            home_insurance | A | home insurance, house cover, contents insurance
            policy_document | F G | policy document, policy, insurance papers
            health_plan | A | health plan, health insurance, medical cover
            """),
        .. Of("health", """
            appointment | B | appointment, doctor's appointment, check-up, visit, consultation
            prescription | F G | prescription, repeat prescription, medicine, tablets
            test_result | F G | test result, blood test, lab result, results
            vaccination | B S | vaccination, flu jab, vaccine, shot
            referral | F | referral, referral letter, letter for the specialist
            """),
        .. Of("leisure", """
            gym_membership | A | gym membership, membership, gym pass
            course | B | course, class, yoga class, swimming lesson, language course
            concert_ticket | B T | concert ticket, ticket, seat for the show, festival ticket
            table | B | table, reservation, dinner booking
            library_card | G T | library card, membership card, reader card
            museum_pass | A T | museum pass, annual pass, city pass
            parking_permit | F T | parking permit, parking space, resident permit
            streaming_account | A S | streaming account, video subscription, music subscription
            game | S T | game, online game, game pass
            """),
    ];

    private static IEnumerable<ServiceObject> Of(string domain, string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(parts => new ServiceObject(domain, parts[0], parts[1].Replace(" ", ""), parts[2].Split(',', StringSplitOptions.TrimEntries)));
}
