namespace Attune.Pretrain.Families.Structured;

/// <summary>One kind of record: sentences that state its fields, and the fields (key and remembered slot).</summary>
internal sealed record FactKind(string Name, string[] Texts, (string Key, string Slot)[] Fields);

/// <summary>The kinds. Every sentence states all fields of its kind.</summary>
internal static class Facts
{
    public static readonly FactKind[] All = Parse("""
        booking: name=person#1, city=city#1, arrival=isoDate#1, nights=number9#1
        {person#1} booked a room in {city#1} from {isoDate#1} for {number9#1} nights.
        Please reserve {number9#1} nights in {city#1} for {person#1}, arriving on {isoDate#1}.
        Booking: {city#1}, {number9#1} nights, first day {isoDate#1}, guest {person#1}.

        invoice: number=code#1, customer=merchant#1, amount=price#1, currency=currency#1, due=isoDate#1
        Invoice {code#1} to {merchant#1} over {price#1} {currency#1} is due on {isoDate#1}.
        {merchant#1} has to pay {price#1} {currency#1} for invoice {code#1} before {isoDate#1}.
        We sent {merchant#1} the invoice {code#1}. The amount is {price#1} {currency#1}, payable until {isoDate#1}.

        transfer: sender=person#1, receiver=person#2, amount=price#1, currency=currency#1
        {person#1} sent {price#1} {currency#1} to {person#2}.
        {person#2} received {price#1} {currency#1} from {person#1} {ago}.
        Transfer of {price#1} {currency#1}: from {person#1}, to {person#2}.

        order: order=reference#1, item=goods#1, colour=colour#1, quantity=number20#1
        Order {reference#1}: {number20#1} {goods#1.pl} in {colour#1}.
        I ordered {number20#1} {colour#1} {goods#1.pl}, the order number is {reference#1}.
        Where is my order {reference#1} ({colour#1} {goods#1}, {number20#1} pieces)?

        flight: from=city#1, to=city#2, day=day#1, time=clock#1
        I want to fly from {city#1} to {city#2} on {day#1} at {clock#1}.
        On {day#1} there is a flight to {city#2} at {clock#1}; it leaves from {city#1}.
        Is there a plane on {day#1} around {clock#1} that goes from {city#1} to {city#2}?

        person: name=person#1, age=number99#1, job=job#1, city=city#1
        {person#1} is {number99#1} years old and works as {job#1.a} in {city#1}.
        The {job#1} {person#1} from {city#1} is {number99#1}.
        My neighbour {person#1} ({number99#1}) is {job#1.a} in {city#1}.

        appointment: patient=person#1, doctor=surname#2, day=day#1, time=clock#1
        {person#1} sees Dr {surname#2} on {day#1} at {clock#1}.
        The appointment of {person#1} with Dr {surname#2} is on {day#1}, {clock#1}.
        Dr {surname#2} expects {person#1} on {day#1} at {clock#1}.

        contact: name=person#1, phone=phoneNumber#1, street=street#1, city=city#1
        {person#1} lives on {street#1} in {city#1}, phone {phoneNumber#1}.
        You can reach {person#1} at {phoneNumber#1} or at home: {street#1}, {city#1}.

        product: product=goods#1, colour=colour#1, material=material#1, price=price#1
        The {colour#1} {goods#1} is made of {material#1} and costs {price#1} euros.
        For {price#1} euros you get {goods#1.a} of {material#1} in {colour#1}.
        New: {goods#1}, {colour#1}, {material#1}, only {price#1} euros.

        log: time=clock#1, service=service#1, level=level#1, error=errorText#1
        At {clock#1} the service {service#1} wrote a message of level {level#1}: {errorText#1}.
        {clock#1} {level#1.up} {service#1}: {errorText#1}
        [{clock#1}] {service#1} {level#1} - {errorText#1}

        request: method=httpVerb#1, path=path#1, status=httpCode#1, duration_ms=number999#1
        {httpVerb#1} {path#1} answered {httpCode#1} after {number999#1} ms.
        The call {httpVerb#1} {path#1} took {number999#1} ms and gave {httpCode#1}.
        {httpCode#1} {httpVerb#1} {path#1} {number999#1}ms

        complaint: customer=person#1, product=goods#1, problem=quality#1, shop=merchant#1
        {person#1} bought {goods#1.a} at {merchant#1}, and it is {quality#1}.
        The {goods#1} from {merchant#1} is {quality#1}, {person#1} says.

        meeting: topic=subject#1, day=day#1, time=clock#1, room=room#1, host=first#1
        {first#1} invites you to a meeting about {subject#1} on {day#1} at {clock#1} in the {room#1}.
        Meeting: {subject#1}. Host: {first#1}. Where: {room#1}. When: {day#1}, {clock#1}.

        weather: city=city#1, weather=weather#1, temperature=number20#1, day=day#1
        On {day#1} it will be {weather#1} in {city#1}, {number20#1} degrees.
        {city#1}, {day#1}: {weather#1}, {number20#1} degrees.

        recipe: dish=food#1, minutes=number99#1, people=number9#1, spice=food#2
        The {food#1} takes {number99#1} minutes, feeds {number9#1} people and needs {food#2}.
        For {number9#1} people: {food#1} with {food#2}, ready in {number99#1} minutes.

        parcel: code=reference#1, weight_kg=number20#1, from=city#1, to=city#2, carrier=merchant#1
        Parcel {reference#1} weighs {number20#1} kg and goes from {city#1} to {city#2} with {merchant#1}.
        {merchant#1} carries the parcel {reference#1} ({number20#1} kg) to {city#2}; it comes from {city#1}.

        car: brand=merchant#1, colour=colour#1, year=year#1, km=number#1
        For sale: {colour#1} car by {merchant#1}, built in {year#1}, {number#1} km.
        My {colour#1} {merchant#1} car from {year#1} has run {number#1} km.

        employee: name=person#1, department=department#1, role=role#1, since=year#1
        {person#1} has been {role#1} in {department#1} since {year#1}.
        Since {year#1}, {person#1} works in {department#1} as {role#1}.

        limit: user=first#1, action=verbTech#1, object=techNoun#1, count=number99#1
        {first#1} may {verbTech#1} the {techNoun#1} {number99#1} times.
        The user {first#1} is allowed to {verbTech#1} {techNoun#1.a} up to {number99#1} times.

        card: holder=person#1, ends=digits4#1, bank=bankName#1, shop=merchant#1, amount=price#1
        {person#1} paid {price#1} at {merchant#1} with the card ending in {digits4#1} of {bankName#1}.
        The {bankName#1} card {digits4#1} of {person#1} was charged {price#1} by {merchant#1}.

        exam: student=person#1, subject=subject#1, points=number99#1, date=isoDate#1
        {person#1} got {number99#1} points in {subject#1} on {isoDate#1}.
        In the {subject#1} exam of {isoDate#1}, {person#1} reached {number99#1} points.

        pet: owner=first#1, animal=animal#1, age=number20#1, trait=trait#1
        {first#1} has {animal#1.a} that is {number20#1} years old and {trait#1}.
        The {trait#1} {animal#1} of {first#1} is {number20#1}.
        """);

    private static FactKind[] Parse(string text) => [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Kind)];

    private static FactKind Kind(string block)
    {
        string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] head = lines[0].Split(':', 2);
        var fields = head[1].Split(',', StringSplitOptions.TrimEntries).Select(field => field.Split('=')).Select(parts => (parts[0], parts[1]));
        return new FactKind(head[0], [.. lines.Skip(1).Select(line => line.StartsWith('[') ? "\\" + line.Replace("]", "\\]") : line)], [.. fields]);
    }
}
