using System.Globalization;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Data;

/// <summary>Turns what activities keep (ids, codes, invariant numbers) into what people read, in the reader's language.</summary>
internal sealed class TimelineWords
{
    // Kept for the rules, of no use to a reader: the moment itself, or another change beside it, already says it.
    private static readonly HashSet<string> Bookkeeping = ["Column", "EnteredAt", "QuietSince", "ImportId", "ExternalId", "RevenueCurrency", "PooledAt", "PooledBy", "FormerOwnerId", "LockedAt"];

    // The facts worth a line of their own; the others only repeat the record or its changes.
    private static readonly HashSet<string> Facts =
        ["OnBehalfOf", "Delegate", "AwayFrom", "AwayUntil", "Person", "People", "Manager", "Round", "Health", "CanWrite", "Until", "For", "Role", "Contact", "Way", "DueAt", "Amount", "Reason", "What", "Name", "Roles", "Because", "Count", "By", "On", "Since"];

    // Done at the door, where nobody is signed in yet: the record itself says who it was.
    private static readonly HashSet<string> AtTheDoor = ["SignedIn", "SignInFailed", "AccountLocked", "InvitationUsed", "AccountCreated"];

    private static readonly HashSet<string> TextFacts = ["Text", "Why"];

    private readonly Dictionary<Guid, string> _names;
    private readonly Dictionary<Guid, string> _records;

    private TimelineWords(Dictionary<Guid, string> names, Dictionary<Guid, string> records) => (_names, _records) = (names, records);

    /// <summary>Looks up, once for the page, every name its activities refer to.</summary>
    public static async Task<TimelineWords> Of(AppDb db, Me me, IReadOnlyList<Activity> page, DateOnly today)
    {
        var details = page.Select(a => a.Details()).ToList();
        var ids = details.SelectMany(d => d.Facts.Values.Concat(d.Changes.SelectMany(c => new[] { c.Before, c.After })))
            .SelectMany(v => (v ?? "").Split(',')).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)
            .Concat(page.Select(a => a.ActorId ?? Guid.Empty)).Where(id => id != Guid.Empty).Distinct().ToList();
        var subjects = page.Select(a => a.SubjectId).OfType<Guid>().Distinct().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        foreach (var other in await db.Products.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync())
        {
            names[other.Id] = other.Name;
        }

        foreach (var other in await db.Customers.VisibleTo(me, today).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync())
        {
            names[other.Id] = other.Name;
        }

        foreach (var other in await db.Contacts.Where(c => ids.Contains(c.Id) && db.Customers.VisibleTo(me, today).Any(x => x.Id == c.CustomerId)).Select(c => new { c.Id, c.Name }).ToListAsync())
        {
            names[other.Id] = other.Name;
        }

        foreach (var role in await db.Roles.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Code, r.Name }).ToListAsync())
        {
            names[role.Id] = RoleNames.Of(role.Code, role.Name);
        }

        foreach (var other in await db.Pools.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync())
        {
            names[other.Id] = other.Name;
        }

        foreach (var other in await db.Departments.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync())
        {
            names[other.Id] = other.Name;
        }

        var records = await db.Opportunities.VisibleTo(me, today).Where(o => subjects.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Title);
        foreach (var lead in await db.Leads.VisibleTo(me, db, today).Where(l => subjects.Contains(l.Id)).Select(l => new { l.Id, Title = l.Company ?? l.ContactName }).ToListAsync())
        {
            records[lead.Id] = lead.Title ?? "";
        }

        foreach (var task in await db.Tasks.VisibleTo(me).Where(t => subjects.Contains(t.Id)).Select(t => new { t.Id, t.Title }).ToListAsync())
        {
            records[task.Id] = task.Title;
        }

        return new TimelineWords(names, records);
    }

    /// <param name="own">The record whose page it is: its own title is not repeated.</param>
    public Func<Activity, TimelineEntry> Entry(Guid own) => activity =>
    {
        var details = activity.Details();
        var subject = activity.SubjectId ?? Guid.Empty;
        var who = activity.ActorId is { } actor ? _names.GetValueOrDefault(actor) : AtTheDoor.Contains(activity.Kind) ? null : Say("Activity.System");
        return new TimelineEntry(activity.Id, activity.At, activity.Kind, who, activity.SubjectKind, subject,
            subject == own ? null : _records.GetValueOrDefault(subject),
            TextFacts.Select(details.Fact).FirstOrDefault(t => t is not null),
            [.. Lines(activity.Kind, details)]);
    };

    private IEnumerable<TimelineChange> Lines(string kind, ActivityDetails details)
    {
        if (details.Fact("To") is { } || details.Fact("From") is { })
        {
            var assigned = kind.EndsWith("Assigned", StringComparison.Ordinal) || kind is "CustomerPooled" or "CustomerClaimed";
            var to = assigned ? details.Fact("To") : details.Fact("To") ?? details.Changes.FirstOrDefault(c => c.Field == "Column")?.After;
            yield return new TimelineChange(Say(assigned ? "Activity.Field_OwnerId" : "Activity.Field_Stage"),
                Value(assigned ? "OwnerId" : "Stage", details.Fact("From")), Value(assigned ? "OwnerId" : "Stage", to));
        }

        foreach (var (name, value) in details.Facts.Where(f => Facts.Contains(f.Key) && f.Value is not null))
        {
            if (!details.Changes.Any(c => c.Field == name) && Value((kind, name) switch { ("OpportunityLost", "Reason") => "LostReason", ("LeadClosed", "Reason") => "ClosedReason", _ => name }, value) is { } shown)
            {
                yield return new TimelineChange(FieldName(name), null, shown) { IsChange = false };
            }
        }

        var told = details.Fact("From") is not null || details.Fact("To") is not null;
        foreach (var change in details.Changes.Where(c => !Bookkeeping.Contains(c.Field) && !(told && c.Field is "Stage" or "OwnerId") && !(c.Field is "State" or "LostReason" && told)))
        {
            yield return new TimelineChange(FieldName(change.Field), Value(change.Field, change.Before), Value(change.Field, change.After));
        }
    }

    /// <summary>The word for a field or fact; its own name when nobody gave it one (a test finds those).</summary>
    internal static string FieldName(string name) =>
        Find($"Activity.Field_{name}", CultureInfo.CurrentUICulture) ?? Find($"Fields.{name}", CultureInfo.CurrentUICulture) ?? name;

    private TimelineValue? Value(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (Guid.TryParse(value, out var id))
        {
            return new TimelineValue(_names.GetValueOrDefault(id) ?? Say("Activity.Unknown"));
        }

        if (field is "Roles" or "People")
        {
            return new TimelineValue(string.Join(Say("Activity.Comma"), value.Split(',').Select(v => Guid.TryParse(v, out var role) ? _names.GetValueOrDefault(role) ?? Say("Activity.Unknown") : v)));
        }

        if (Coded(field, value) is { } text)
        {
            return new TimelineValue(text);
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new TimelineValue(null, Day: day);
        }

        if (DateTime.TryParseExact(value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at))
        {
            return new TimelineValue(null, At: at);
        }

        if (field == "RevenueMinor" && long.TryParse(value, CultureInfo.InvariantCulture, out var minor))
        {
            return new TimelineValue((minor / 100m).ToString("N2", CultureInfo.CurrentCulture));
        }

        return field is "Amount" && AsMoney(value) is { } money ? new TimelineValue(null, money) : new TimelineValue(value);
    }

    private static string? Coded(string field, string value) => field switch
    {
        "Stage" => Find($"Sales.Stage_{value}", CultureInfo.CurrentUICulture),
        "State" => Find($"Leads.State_{value}", CultureInfo.CurrentUICulture) ?? Find($"Sales.State_{value}", CultureInfo.CurrentUICulture) ?? Find($"Orders.State_{value}", CultureInfo.CurrentUICulture)
            ?? Find($"Delivery.State_{value}", CultureInfo.CurrentUICulture) ?? Find($"Delivery.Project_{value}", CultureInfo.CurrentUICulture),
        "Word" or "Health" => Find($"Delivery.Health_{value}", CultureInfo.CurrentUICulture),
        "LostReason" => Find($"Sales.LostReason_{value}", CultureInfo.CurrentUICulture),
        "ClosedReason" => Find($"Leads.Reason_{value}", CultureInfo.CurrentUICulture),
        "Source" => Find($"Sales.Source_{value}", CultureInfo.CurrentUICulture),
        "Way" => Find($"Sales.FollowUpWay_{value}", CultureInfo.CurrentUICulture),
        "By" => Find($"Pools.By_{value}", CultureInfo.CurrentUICulture),
        "Role" => Find($"Customers.Role_{value}", CultureInfo.CurrentUICulture),
        "Kind" => Find($"Customers.Kind_{value}", CultureInfo.CurrentUICulture) ?? Find($"Sales.Kind_{value}", CultureInfo.CurrentUICulture) ?? Find($"People.Kind_{value}", CultureInfo.CurrentUICulture),
        "Language" => Find($"Activity.Language_{value}", CultureInfo.CurrentUICulture),
        "CanWrite" => Say(value == bool.TrueString ? "Activity.CanWrite" : "Activity.CanRead"),
        _ when value == bool.TrueString => Say("Activity.Yes"),
        _ when value == bool.FalseString => Say("Activity.No"),
        _ => null,
    };

    /// <summary>"CNY 1234.50", as <see cref="Money"/> writes itself.</summary>
    private static Money? AsMoney(string value) =>
        value is [_, _, _, ' ', ..] && decimal.TryParse(value.AsSpan(4), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? Money.Of(amount, value[..3])
            : null;
}
