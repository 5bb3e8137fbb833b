using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>An opportunity found by name or number.</summary>
public sealed record OpportunityFind(Guid Id, string Number, string Title);

/// <summary>Opportunities of both kinds by a part of title or number, open ones first; a handful.</summary>
public sealed class OpportunityFinds(Works works, TimeProvider clock)
{
    public const int AtMost = 8;

    public Task<IReadOnlyList<OpportunityFind>> For(Me me, string? text) => works.Read(async db =>
    {
        var wanted = Limits.Clean(text)?.ToLowerInvariant();
        return wanted is null
            ? []
            : (IReadOnlyList<OpportunityFind>)await db.Opportunities.VisibleTo(me, clock.Today()).Where(o => o.SearchText.Contains(wanted))
                .OrderBy(o => o.State != OpportunityState.Open).ThenByDescending(o => o.EnteredAt).Take(AtMost)
                .Select(o => new OpportunityFind(o.Id, o.Number, o.Title)).ToListAsync();
    });
}
