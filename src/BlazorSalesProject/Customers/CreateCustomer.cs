using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>Creates a customer; the creator owns it unless he may give it to somebody else.</summary>
public sealed class CreateCustomer(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice creates once.</param>
    /// <param name="anyway">The person has seen that a company of this name exists and wants a second one.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, CustomerFacts facts, Guid? ownerId = null, bool anyway = false) =>
        works.Once<Guid>(me, nameof(CreateCustomer), key, new { facts, ownerId, anyway }, async work =>
        {
            if (!me.May(Area.Customers, Function.Create))
            {
                return Refusal.Denied();
            }

            var owner = ownerId ?? me.Id;
            if (owner != me.Id && await work.MayOwn(owner) is { } not)
            {
                return not;
            }

            if (await work.Parent(facts.ParentId) is { } missing)
            {
                return missing;
            }

            if (!anyway && Limits.Clean(facts.Name) is { } name)
            {
                var nameKey = CompanyName.Key(name);
                if (nameKey.Length > 0 && await work.Db.Customers.AnyAsync(c => c.NameKey == nameKey))
                {
                    return Refusal.For("Name", DuplicateRefusal);
                }
            }

            var outcome = Customers.Customer.Create(await work.NextNumber("KH"), facts, owner);
            if (outcome.Value is not { } customer)
            {
                return outcome.Refusal!;
            }

            work.Concerns(nameof(Customer), customer.Id);
            work.Db.Customers.Add(customer);
            return customer.Id;
        });

    /// <summary>The refusal a form answers with 「仍要新建」.</summary>
    public const string DuplicateRefusal = "Customers.NameExists";
}

/// <summary>Checks what a customer points at.</summary>
internal static class CustomerReferences
{
    /// <summary>Only a company the actor sees can be the parent.</summary>
    public static async Task<Refusal?> Parent(this Work work, Guid? parentId, Guid? now = null) =>
        parentId is { } parent && parent != now && !await work.Db.Customers.VisibleTo(work.Me, work.Today).AnyAsync(c => c.Id == parent)
            ? Refusal.For("Parent", "Customers.NotFound")
            : null;

    /// <summary>An owner must be within the actor's reach of assigning, at work, and able to see customers at all.</summary>
    public static async Task<Refusal?> MayOwn(this Work work, Guid personId)
    {
        if (!work.Me.May(Area.Customers, Function.Assign, personId))
        {
            return Refusal.Denied("Customers.MayNotGiveTo");
        }

        return await work.Db.People.WhoSeeCustomers(work.Db).AnyAsync(p => p.Id == personId) ? null : Refusal.For("Owner", "Customers.PersonSeesNone");
    }

    /// <summary>Active people with a role that reads customers: to others a customer can't be given, nor shared with them.</summary>
    public static IQueryable<Person> WhoSeeCustomers(this IQueryable<Person> people, AppDb db)
    {
        var roles = db.Roles.Where(r => r.Grants.Any(g => g.Area == Area.Customers && g.Function == Function.Read)).Select(r => r.Id);
        return people.Where(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId)));
    }
}
