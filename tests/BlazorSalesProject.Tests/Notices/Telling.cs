using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Notices;

/// <summary>Short words for the tests about notices.</summary>
internal static class Telling
{
    /// <summary>Works the outbox until nothing is due.</summary>
    public static async Task Tell(this TestBusiness business)
    {
        for (var round = 0; round < 100; round++)
        {
            var outcome = await business.Get<TellPeople>().Run(Me.System);
            Assert.Null(outcome.Refusal);
            if (outcome.Value == 0)
            {
                return;
            }
        }

        Assert.Fail("The outbox never became empty.");
    }

    public static async Task<IReadOnlyList<NoticeLine>> NoticesOf(this TestBusiness business, string account) => (await business.Get<NoticeTray>().For(await business.As(account))).Lines;

    public static async Task<(Guid Id, int Version)> Opportunity(this TestBusiness business, string title) =>
        await business.Read(async db => await db.Opportunities.Where(o => o.Title == title).Select(o => new { o.Id, o.Version }).SingleAsync() is var found ? (found.Id, found.Version) : default);

    public static async Task Assign(this TestBusiness business, string by, string title, string to)
    {
        var (id, version) = await business.Opportunity(title);
        var outcome = await business.Get<AssignOpportunity>().Run(await business.As(by), id, version, (await business.As(to)).Id);
        Assert.Null(outcome.Refusal);
    }

    /// <summary>As if nothing had been told: what a crash between telling and noting it leaves.</summary>
    public static Task ForgetThatItWasTold(this TestBusiness business) => business.Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Tell)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.DoneAt, (DateTime?)null).SetProperty(m => m.LockedUntil, (DateTime?)null)));

    public static void Done(Outcome outcome) => Assert.Null(outcome.Refusal);
}
