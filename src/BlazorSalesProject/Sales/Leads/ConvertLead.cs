using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>What a lead is to become.</summary>
/// <param name="CustomerId">The customer there is already; null makes a new one.</param>
public sealed record LeadConversion(Guid? CustomerId = null)
{
    /// <summary>The person has seen that a company of this name exists and wants a second one.</summary>
    public bool Anyway { get; init; }

    /// <summary>The opportunity that begins with it; null begins none.</summary>
    public string? Opportunity { get; init; }

    public OpportunityKind Kind { get; init; }

    public Money Amount { get; init; } = new(0, "CNY");

    public DateOnly? ExpectedClose { get; init; }
}

/// <summary>What a lead became.</summary>
public sealed record Conversion(Guid CustomerId, Guid? ContactId, Guid? OpportunityId);

/// <summary>
/// 转化: a lead becomes a customer (a new one, or one there is), a contact and perhaps an opportunity, all of it or nothing, and once. What was
/// written down about the lead stands on the customer too.
/// </summary>
public sealed class ConvertLead(Works works, PipelineSettings pipelines)
{
    /// <summary>The refusal a form answers with 「仍要新建」.</summary>
    public const string DuplicateRefusal = "Leads.CustomerExists";

    /// <param name="key">Made when the form was opened: pressing twice converts once.</param>
    /// <param name="version">The version the person looked at.</param>
    public Task<Outcome<Conversion>> Run(Me me, Guid key, Guid id, int version, LeadConversion into) => works.Once<Conversion>(me, nameof(ConvertLead), key, new { id, version, into }, async work =>
    {
        if (await work.HoldLead(id) is not { } lead)
        {
            return Refusal.NotFound("Leads.NotFound");
        }

        if (!me.MayEdit(lead))
        {
            return Refusal.Denied("Leads.MayNotEdit", lead.Title);
        }

        if (lead.State == LeadState.Converted)
        {
            var who = await work.Db.People.Where(p => p.Id == lead.EndedById).Select(p => p.Name).SingleOrDefaultAsync();
            return Refusal.Conflict("Leads.AlreadyConverted", who ?? "System", Clock.Local(lead.EndedAt!.Value).ToString("yyyy-MM-dd HH:mm"));
        }

        if (await work.Stale(lead, version) is { } stale)
        {
            return stale;
        }

        var party = into.CustomerId is { } known ? await Join(work, lead, known) : await Begin(work, lead, into.Anyway);
        if (party.Value is not { } found)
        {
            return party.Refusal!;
        }

        var chance = Limits.Clean(into.Opportunity) is null ? null : await Chance(work, lead, found.Customer, found.Contact, into);
        if ((chance?.Refusal ?? lead.Convert(found.Customer, found.Contact, chance?.Value?.Id, me.Id, work.Now)) is { } refusal)
        {
            return refusal;
        }

        await work.Met(found.Customer);
        foreach (var plan in await work.Db.FollowUpPlans.Where(p => p.LeadId == id && p.DoneAt == null).ToListAsync())
        {
            plan.GoOnWith(found.Customer, chance?.Value?.Id);
        }

        return new Conversion(found.Customer, found.Contact, chance?.Value?.Id);
    });

    private static async Task<Outcome<Party>> Begin(Work work, Lead lead, bool anyway)
    {
        var me = work.Me;
        if (!me.May(Area.Customers, Function.Create))
        {
            return Refusal.Denied();
        }

        var nameKey = CompanyName.Key(lead.Title);
        if (!anyway && nameKey.Length > 0 && await work.Db.Customers.AnyAsync(c => c.NameKey == nameKey))
        {
            return Refusal.For("Customer", DuplicateRefusal);
        }

        var facts = new CustomerFacts(lead.Title) { Industry = lead.Industry, Region = lead.Region, Source = lead.Source, Phone = lead.Phone, Note = lead.Note };
        var made = Customer.Create(await work.NextNumber("KH"), facts, lead.OwnerId ?? me.Id);
        if (made.Value is not { } customer)
        {
            return made.Refusal!;
        }

        var contact = lead.ContactName is null ? null : Contact.Create(customer.Id, ContactOf(lead, primary: true)).Value;
        if (contact is not null)
        {
            customer.Contacts.Add(contact);
            customer.IndexContacts();
        }

        work.Db.Customers.Add(customer);
        return new Party(customer.Id, contact?.Id);
    }

    /// <summary>Joins a customer there is: his contact of the same phone, address or name is the one meant, otherwise there is a new one.</summary>
    private static async Task<Outcome<Party>> Join(Work work, Lead lead, Guid customerId)
    {
        if (await work.Db.Customers.VisibleTo(work.Me, work.Today).Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == customerId) is not { } customer)
        {
            return Refusal.For("Customer", "Customers.NotFound");
        }

        if (!work.Me.MayEdit(customer, work.Today))
        {
            return Refusal.Denied("Customers.MayNotEdit", customer.Name) with { Field = "Customer" };
        }

        await work.HoldContacts(customer);
        var same = customer.Contacts.Find(c => (lead.PhoneKey is not null && c.PhoneKey == lead.PhoneKey) || (lead.EmailKey is not null && Leads.Lead.KeyOf(c.Email) == lead.EmailKey)
            || (lead.ContactName is not null && c.Name == lead.ContactName));
        if (same is not null || lead.ContactName is null)
        {
            return new Party(customer.Id, same?.Id);
        }

        if (customer.Contacts.Count >= AddContact.AtMost)
        {
            return Refusal.For("Customer", "Customers.TooManyContacts", AddContact.AtMost);
        }

        var contact = Contact.Create(customer.Id, ContactOf(lead, customer.Contacts.Count == 0)).Value!;
        var all = customer.Contacts.Append(contact).ToList();
        work.Db.Contacts.Add(contact);
        await work.IndexContacts(customer, all);
        return new Party(customer.Id, contact.Id);
    }

    private async Task<Outcome<Opportunity>> Chance(Work work, Lead lead, Guid customerId, Guid? contactId, LeadConversion into)
    {
        if (!work.Me.May(Area.Sales, Function.Create))
        {
            return Refusal.Denied();
        }

        var owner = lead.OwnerId ?? work.Me.Id;
        if (await work.MustSeeSales(owner, "Owner") is { } not)
        {
            return not;
        }

        var facts = new OpportunityFacts(into.Opportunity, into.Amount) { CustomerId = customerId, Source = lead.Source, ExpectedClose = into.ExpectedClose, Note = lead.Note };
        var made = Opportunities.Opportunity.Create(await work.NextNumber("SJ"), await pipelines.Of(into.Kind), facts, owner, work.Now);
        if (made.Value is { } opportunity)
        {
            if (contactId is { } contact)
            {
                opportunity.Involve(contact, ContactRole.Unknown);
            }

            work.Db.Opportunities.Add(opportunity);
        }

        return made;
    }

    private static ContactFacts ContactOf(Lead lead, bool primary) => new(lead.ContactName, Phone: lead.Phone, Email: lead.Email, IsPrimary: primary);

    private sealed record Party(Guid Customer, Guid? Contact);
}
