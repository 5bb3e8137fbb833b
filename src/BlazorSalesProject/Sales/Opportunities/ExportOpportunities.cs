using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>Hands out the filtered set for a file; who took what and how many is audited (rule D-14).</summary>
public sealed class ExportOpportunities(Works works, PipelineSettings settings)
{
    /// <param name="format">csv or xlsx, for the audit.</param>
    public Task<Outcome<IReadOnlyList<OpportunityRow>>> Run(Me me, OpportunityFilter filter, string? sort, bool descending, string format) =>
        works.Do<IReadOnlyList<OpportunityRow>>(me, nameof(ExportOpportunities), async work =>
        {
            if (!me.May(Area.Sales, Function.Export))
            {
                return Refusal.Denied();
            }

            var stages = await settings.Stages();
            var found = work.Db.Opportunities.AsNoTracking().ExportableBy(me, work.Today).Narrow(filter, me.Id, stages, work.Db, work.Now);
            var count = await found.CountAsync();
            if (count > Limits.ExportRows)
            {
                return Refusal.Invalid("Sales.ExportTooLarge", count, Limits.ExportRows);
            }

            var rows = await OpportunityList.Rows(work.Db, OpportunityList.Sorted(work.Db, found, sort, descending), stages, work.Now);
            work.Record("OpportunitiesExported", new Subject("Export", Guid.CreateVersion7()), null, [("Filter", filter.CacheKey), ("Rows", rows.Count), ("Format", format)]);
            return new Outcome<IReadOnlyList<OpportunityRow>>(rows, null);
        });
}
