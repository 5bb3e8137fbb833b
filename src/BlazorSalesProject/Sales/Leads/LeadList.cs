using System.Linq.Expressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>A row of the list.</summary>
public sealed record LeadRow(
    Guid Id, int Version, string Number, string? Company, string? ContactName, string? Phone, string? Email, string? Source, string? Campaign, string? Region, LeadState State,
    Guid? OwnerId, string? Owner, DateTime? LastFollowedAt, DateTime CreatedAt)
{
    public string Title => Company ?? ContactName ?? Number;
}

/// <summary>A page of the list and how many there are in all.</summary>
/// <param name="Page">The page really shown, from 1: a number beyond the end shows the last one.</param>
public sealed record LeadListPage(IReadOnlyList<LeadRow> Rows, int Total, int Page);

/// <summary>The leads a person sees, narrowed, sorted, and a page at a time.</summary>
public sealed class LeadList(Works works, TimeProvider clock)
{
    public Task<LeadListPage> For(Me me, LeadFilter filter) => works.Read(async db =>
    {
        var found = db.Leads.VisibleTo(me, db, clock.Today()).Narrow(filter, me.Id);
        var total = await found.CountAsync();
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
        var rows = await Rows(db, Sorted(db, found, filter).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize));
        return new LeadListPage(rows, total, page);
    });

    internal static async Task<IReadOnlyList<LeadRow>> Rows(AppDb db, IQueryable<Lead> leads) => await leads.Select(l => new LeadRow(
        l.Id, l.Version, l.Number, l.Company, l.ContactName, l.Phone, l.Email, l.Source, db.Campaigns.Where(c => c.Id == l.CampaignId).Select(c => c.Name).FirstOrDefault(), l.Region, l.State,
        l.OwnerId, db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Name).FirstOrDefault(), l.LastFollowedAt, l.CreatedAt)).ToListAsync();

    private static IQueryable<Lead> Sorted(AppDb db, IQueryable<Lead> found, LeadFilter filter)
    {
        // What is empty comes last on both databases and in both directions.
        IOrderedQueryable<Lead> By<T>(Expression<Func<Lead, T>> key, Expression<Func<Lead, bool>>? empty = null)
        {
            var first = empty is null ? found.OrderBy(l => 0) : found.OrderBy(empty);
            return filter.Descending ? first.ThenByDescending(key) : first.ThenBy(key);
        }

        var sorted = filter.Sort switch
        {
            "company" => By(l => l.Company ?? l.ContactName),
            "contact" => By(l => l.ContactName, l => l.ContactName == null),
            "source" => By(l => l.Source, l => l.Source == null),
            "region" => By(l => l.Region, l => l.Region == null),
            "state" => By(l => l.State),
            "owner" => By(l => db.People.Where(p => p.Id == l.OwnerId).Select(p => p.Name).FirstOrDefault(), l => l.OwnerId == null),
            "followed" => By(l => l.LastFollowedAt, l => l.LastFollowedAt == null),
            "created" => By(l => l.CreatedAt),
            _ => found.OrderByDescending(l => l.CreatedAt),
        };
        return sorted.ThenByDescending(l => l.Id);
    }
}
