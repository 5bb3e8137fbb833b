using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>A company to choose.</summary>
public sealed record CustomerPick(Guid Id, string Name);

/// <summary>The companies a person can choose from, by part of the name; never more than a page.</summary>
public sealed class CustomerPicks(Works works, TimeProvider clock)
{
    public Task<IReadOnlyList<CustomerPick>> For(Me me, string? text = null) => works.Read(async db =>
    {
        var found = db.Customers.VisibleTo(me, clock.Today());
        if (Limits.Clean(text)?.ToLowerInvariant() is { } wanted)
        {
            found = found.Where(c => c.SearchText.Contains(wanted));
        }

        return (IReadOnlyList<CustomerPick>)await found.OrderBy(c => c.Name).Take(Limits.LargestPage).Select(c => new CustomerPick(c.Id, c.Name)).ToListAsync();
    });
}
