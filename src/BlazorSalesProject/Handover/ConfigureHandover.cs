using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Handover;

/// <summary>Adds a point to the hand-over check-list, or changes one; orders that are answered already keep their answers.</summary>
public sealed class SaveHandoverPoint(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice adds one.</param>
    /// <param name="id">The point to change; null adds one at the end.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid? id, int version, HandoverPointFacts facts) => works.Once<Guid>(me, nameof(SaveHandoverPoint), key, new { id, version, facts }, async work =>
    {
        if (id is { } known)
        {
            return await work.Point(known, version, point => point.Change(facts)) is { } refusal ? refusal : known;
        }

        if (!me.MayConfigureHandover())
        {
            return Refusal.Denied();
        }

        if (await work.Db.HandoverPoints.CountAsync(p => p.Active) >= HandoverPoint.Most)
        {
            return Refusal.Invalid("Handover.TooManyPoints", HandoverPoint.Most);
        }

        var made = HandoverPoint.Make(facts, (await work.Db.HandoverPoints.MaxAsync(p => (int?)p.Position) ?? 0) + 1);
        if (made.Value is not { } point)
        {
            return made.Refusal!;
        }

        work.Concerns(nameof(HandoverPoint), point.Id);
        work.Db.HandoverPoints.Add(point);
        return point.Id;
    });
}

/// <summary>Asks a point no more, or again; what was answered to it stays readable.</summary>
public sealed class RetireHandoverPoint(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, bool active = false) => works.Do(me, nameof(RetireHandoverPoint), async work =>
    {
        var many = active && await work.Db.HandoverPoints.CountAsync(p => p.Active && p.Id != id) >= HandoverPoint.Most;
        return await work.Point(id, version, point =>
        {
            if (many)
            {
                return Refusal.Invalid("Handover.TooManyPoints", HandoverPoint.Most);
            }

            point.Use(active);
            return null;
        });
    });
}

/// <summary>Puts the points in the order they are asked in.</summary>
public sealed class ReorderHandoverPoints(Works works)
{
    /// <param name="order">Every point there is, first to last; one that is missing or unknown is a list that is out of date.</param>
    public Task<Outcome> Run(Me me, IReadOnlyList<Guid> order) => works.Do(me, nameof(ReorderHandoverPoints), async work =>
    {
        if (!me.MayConfigureHandover())
        {
            return Refusal.Denied();
        }

        var points = await work.Db.HandoverPoints.ToListAsync();
        if (order.Count != points.Count || order.Distinct().Count() != points.Count || points.Exists(p => !order.Contains(p.Id)))
        {
            return Refusal.Conflict("Kernel.ChangedMeanwhile");
        }

        foreach (var point in points)
        {
            point.Place(order.ToList().IndexOf(point.Id) + 1);
        }

        return null;
    });
}

/// <summary>Decides whether a delivery is confirmed only with the customer's acceptance paper.</summary>
public sealed class RequireAcceptancePaper(Works works)
{
    public Task<Outcome> Run(Me me, bool required) => works.Do(me, nameof(RequireAcceptancePaper), async work =>
    {
        work.Concerns(nameof(HandoverRules), HandoverRules.TheOne);
        if (!me.MayConfigureHandover())
        {
            return Refusal.Denied();
        }

        var rules = await work.Db.HandoverRules.SingleOrDefaultAsync();
        if (rules is null)
        {
            rules = HandoverRules.Begin();
            work.Db.HandoverRules.Add(rules);
        }

        rules.RequireAcceptance(required);
        return null;
    });
}

/// <summary>A point of the check-list as its settings show it.</summary>
/// <param name="Answers">How many orders answered it.</param>
public sealed record HandoverPointLine(Guid Id, int Version, string Code, string Name, string NameEn, bool Required, int Position, bool Active, int Answers)
{
    public Bilingual Title => new(Name, NameEn);
}

/// <summary>The check-list and the rules of the hand-over.</summary>
public sealed record HandoverSettingsView(IReadOnlyList<HandoverPointLine> Points, bool AcceptanceRequired);

/// <summary>What is set for the hand-over, for those who configure the application.</summary>
public sealed class HandoverSettings(Works works)
{
    /// <summary>Null when this person may not see them.</summary>
    public async Task<HandoverSettingsView?> For(Me me) => !me.MayConfigureHandover() ? null : await works.Read(async db => new HandoverSettingsView(
        await db.HandoverPoints.OrderBy(p => p.Position).ThenBy(p => p.Id).Take(Limits.LargestPage)
            .Select(p => new HandoverPointLine(p.Id, p.Version, p.Code, p.Name, p.NameEn, p.Required, p.Position, p.Active, db.Orders.Count(o => o.Points.Any(x => x.Code == p.Code && x.Answer != null)))).ToListAsync(),
        await db.HandoverRules.AnyAsync(r => r.AcceptanceRequired)));
}

/// <summary>A point to be answered.</summary>
public sealed record PointToAnswer(string Code, string Name, string NameEn, bool Required)
{
    public Bilingual Title => new(Name, NameEn);
}

/// <summary>The points a new order is asked, for those who place orders.</summary>
public sealed class PointsToAnswer(Works works)
{
    public async Task<IReadOnlyList<PointToAnswer>> For(Me me) => !me.May(Area.Orders, Function.Create) && !me.May(Area.Orders, Function.Edit) ? [] : await works.Read<IReadOnlyList<PointToAnswer>>(async db =>
        await db.HandoverPoints.Where(p => p.Active).OrderBy(p => p.Position).ThenBy(p => p.Id).Select(p => new PointToAnswer(p.Code, p.Name, p.NameEn, p.Required)).Take(Limits.LargestPage).ToListAsync());
}

/// <summary>Who may set the rules of the hand-over, and how verbs get hold of a point.</summary>
public static class HandoverRights
{
    public static bool MayConfigureHandover(this Me me) => me.May(Area.Settings, Function.Configure);

    internal static async Task<Refusal?> Point(this Work work, Guid id, int version, Func<HandoverPoint, Refusal?> act)
    {
        work.Concerns(nameof(HandoverPoint), id);
        if (!work.Me.MayConfigureHandover())
        {
            return Refusal.Denied();
        }

        return await work.Db.HandoverPoints.SingleOrDefaultAsync(p => p.Id == id) is not { } point
            ? Refusal.NotFound("Handover.PointNotFound")
            : await work.Stale(point, version) ?? act(point);
    }
}
