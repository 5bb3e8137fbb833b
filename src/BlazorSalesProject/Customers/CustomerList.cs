using System.Linq.Expressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Customers;

/// <summary>A row of the list.</summary>
public sealed record CustomerRow(
    Guid Id, int Version, string Number, string Name, PartyKind Kind, string? Level, string? Industry, string? Region, string? Source, string? Phone,
    int? Employees, Guid? OwnerId, string? Owner, string? Contact, string? ContactPhone, DateTime CreatedAt);

/// <summary>A page of the list and how many there are in all.</summary>
/// <param name="Page">The page really shown, from 1: a number beyond the end shows the last one.</param>
public sealed record CustomerListPage(IReadOnlyList<CustomerRow> Rows, int Total, int Page);

/// <summary>The customers a person sees, narrowed, sorted, and a page at a time; what lies in a public pool is listed there.</summary>
public sealed class CustomerList(Works works, TimeProvider clock)
{
    public Task<CustomerListPage> For(Me me, CustomerFilter filter) => works.Read(async db =>
    {
        var found = db.Customers.VisibleTo(me, clock.Today()).Where(c => c.PoolId == null).Narrow(filter, me.Id);
        var total = await found.CountAsync();
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
        var rows = await Sorted(db, found, filter).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize)
            .Select(c => new
            {
                Customer = c,
                Owner = db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault(),
                First = db.Contacts.Where(x => x.CustomerId == c.Id).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.CreatedAt).Select(x => new { x.Name, x.Phone }).FirstOrDefault(),
            })
            .Select(x => new CustomerRow(
                x.Customer.Id, x.Customer.Version, x.Customer.Number, x.Customer.Name, x.Customer.Kind, x.Customer.Level, x.Customer.Industry, x.Customer.Region, x.Customer.Source,
                x.Customer.Phone, x.Customer.Employees, x.Customer.OwnerId, x.Owner, x.First == null ? null : x.First.Name, x.First == null ? null : x.First.Phone, x.Customer.CreatedAt))
            .ToListAsync();
        return new CustomerListPage(rows, total, page);
    });

    private static IQueryable<Customer> Sorted(AppDb db, IQueryable<Customer> found, CustomerFilter filter)
    {
        // What is empty comes last on both databases and in both directions.
        IOrderedQueryable<Customer> By<T>(Expression<Func<Customer, T>> key, Expression<Func<Customer, bool>>? empty = null)
        {
            var first = empty is null ? found.OrderBy(c => 0) : found.OrderBy(empty);
            return filter.Descending ? first.ThenByDescending(key) : first.ThenBy(key);
        }

        var sorted = filter.Sort switch
        {
            "name" => By(c => c.Name),
            "number" => By(c => c.Number),
            "kind" => By(c => c.Kind),
            "level" => By(c => c.Level, c => c.Level == null),
            "industry" => By(c => c.Industry, c => c.Industry == null),
            "region" => By(c => c.Region, c => c.Region == null),
            "source" => By(c => c.Source, c => c.Source == null),
            "employees" => By(c => c.Employees, c => c.Employees == null),
            "owner" => By(c => db.People.Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault(), c => c.OwnerId == null),
            "created" => By(c => c.CreatedAt),
            _ => found.OrderByDescending(c => c.CreatedAt),
        };
        return sorted.ThenByDescending(c => c.Id);
    }
}
