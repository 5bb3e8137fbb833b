using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>What was written so far into the fields one can choose in.</summary>
public sealed record CustomerValues(IReadOnlyList<string> Levels, IReadOnlyList<string> Industries, IReadOnlyList<string> Regions, IReadOnlyList<string> Sources);

/// <summary>The values to offer in filters and forms: those of the customers the person sees, the most used first, limited.</summary>
public sealed class LevelsAndIndustries(Works works, TimeProvider clock)
{
    public Task<CustomerValues> For(Me me) => works.Read(async db =>
    {
        var visible = db.Customers.VisibleTo(me, clock.Today());
        return new CustomerValues(
            await Used(visible.Select(c => c.Level)), await Used(visible.Select(c => c.Industry)), await Used(visible.Select(c => c.Region)), await Used(visible.Select(c => c.Source)));
    });

    private static async Task<IReadOnlyList<string>> Used(IQueryable<string?> values)
    {
        var used = await values.Where(v => v != null).GroupBy(v => v!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(Limits.PageSize).Select(g => g.Key).ToListAsync();
        used.Sort(StringComparer.Ordinal);
        return used;
    }
}
