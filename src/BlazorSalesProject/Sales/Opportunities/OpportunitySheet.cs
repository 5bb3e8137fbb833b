using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Opportunities;

/// <summary>What the reader may do with it now: rights and state together. What is false has no button.</summary>
public sealed record OpportunityActions(
    bool Edit, bool Move, bool Win, bool Lose, bool Reopen, bool Assign, bool Share, bool Advise, bool MarkKey, bool FollowUp, bool Wait, bool Leave);

/// <summary>A contact and the part he plays; phone and mail only for those who see his company.</summary>
public sealed record InvolvedContact(Guid Id, string Name, string? Title, ContactRole Role, string? Phone, string? Email, string? Company);

/// <summary>Somebody it is shared with.</summary>
/// <param name="Until">Last business date; null is for good.</param>
public sealed record SharedWith(Guid Id, string Name, bool CanWrite, DateOnly? Until, bool Expired);

/// <summary>A time of ownership.</summary>
public sealed record Owned(Guid Id, string Name, DateTime Since, DateTime? Until);

/// <summary>A leader's advice.</summary>
public sealed record AdviceRow(Guid Id, string By, DateTime At, string Text);

/// <summary>Everything the page of one opportunity shows but its follow-ups and its timeline.</summary>
public sealed record OpportunitySheet(Guid Id, int Version, string Number, string Title, OpportunityKind Kind, OpportunityState State, string Stage, string Column, Money Amount)
{
    public OpportunityActions May { get; init; } = new(false, false, false, false, false, false, false, false, false, false, false, false);

    public Guid? CustomerId { get; init; }

    public string? Customer { get; init; }

    /// <summary>Whether the reader sees the customer's own page.</summary>
    public bool CustomerIsOpen { get; init; }

    public Guid OwnerId { get; init; }

    public string Owner { get; init; } = "";

    public Guid? ProductId { get; init; }

    public string? Product { get; init; }

    public string? Source { get; init; }

    public DateOnly? ExpectedClose { get; init; }

    public string? Note { get; init; }

    public bool IsKey { get; init; }

    public string? LostReason { get; init; }

    public string? LostNote { get; init; }

    public string? LostTo { get; init; }

    public string? WonNote { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public DateOnly? WaitingUntil { get; init; }

    public string? WaitingFor { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC; the last movement or follow-up.</summary>
    public DateTime QuietSince { get; init; }

    public bool IsStagnant { get; init; }

    /// <summary>Percent, by the stage it is in.</summary>
    public int? Probability { get; init; }

    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    public IReadOnlyList<InvolvedContact> Contacts { get; init; } = [];

    public IReadOnlyList<SharedWith> Collaborators { get; init; } = [];

    public IReadOnlyList<Owned> Owners { get; init; } = [];

    public IReadOnlyList<PlanRow> Plans { get; init; } = [];

    public IReadOnlyList<AdviceRow> Advice { get; init; } = [];

    public int FollowUps { get; init; }
}

/// <summary>The page of one opportunity; null when it does not exist for the reader.</summary>
public sealed class OpportunitySheets(Works works, PipelineSettings settings, TimeProvider clock)
{
    public async Task<OpportunitySheet?> For(Me me, Guid id)
    {
        var stages = await settings.Stages();
        var now = clock.Now();
        var today = Clock.BusinessDate(now);
        return await works.Read(async db =>
        {
            var opportunity = await db.Opportunities.VisibleTo(me, today).Include(o => o.Stages).Include(o => o.Owners).Include(o => o.Contacts).AsSplitQuery().SingleOrDefaultAsync(o => o.Id == id);
            if (opportunity is null)
            {
                return null;
            }

            var pipeline = new Pipeline(opportunity.Kind, stages);
            var stage = opportunity.State == OpportunityState.Open ? pipeline.Find(opportunity.Stage) : null;
            var customers = db.Customers.VisibleTo(me, today);
            var people = opportunity.Collaborators.Select(c => c.PersonId).Concat(opportunity.Owners.Select(o => o.OwnerId)).Append(opportunity.OwnerId).Distinct().ToList();
            var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
            return new OpportunitySheet(opportunity.Id, opportunity.Version, opportunity.Number, opportunity.Title, opportunity.Kind, opportunity.State, opportunity.Stage, opportunity.Column, opportunity.Amount)
            {
                May = ActionsOf(me, opportunity, today),
                CustomerId = opportunity.CustomerId,
                Customer = await db.Customers.Where(c => c.Id == opportunity.CustomerId).Select(c => c.Name).SingleOrDefaultAsync(),
                CustomerIsOpen = await customers.AnyAsync(c => c.Id == opportunity.CustomerId),
                OwnerId = opportunity.OwnerId,
                Owner = names[opportunity.OwnerId],
                ProductId = opportunity.ProductId,
                Product = await db.Products.Where(p => p.Id == opportunity.ProductId).Select(p => p.Name).SingleOrDefaultAsync(),
                Source = opportunity.Source,
                ExpectedClose = opportunity.ExpectedClose,
                Note = opportunity.Note,
                IsKey = opportunity.IsKey,
                LostReason = opportunity.LostReason,
                LostNote = opportunity.LostNote,
                LostTo = opportunity.LostTo,
                WonNote = opportunity.WonNote,
                ClosedOn = opportunity.ClosedOn,
                WaitingUntil = opportunity.WaitingUntil >= today ? opportunity.WaitingUntil : null,
                WaitingFor = opportunity.WaitingFor,
                CreatedAt = opportunity.CreatedAt,
                QuietSince = opportunity.QuietSince,
                IsStagnant = opportunity.IsStagnant(stage, now),
                Probability = stage?.Probability,
                Stages = StageTime.Of(pipeline, opportunity.Stages, opportunity.Column, now),
                Contacts = await ContactsOf(db, opportunity, customers),
                Collaborators = [.. opportunity.Collaborators.Select(c => new SharedWith(c.PersonId, names[c.PersonId], c.CanWrite, c.Until, c.Until < today)).OrderBy(c => c.Name, StringComparer.Ordinal)],
                Owners = [.. opportunity.Owners.OrderByDescending(o => o.Since).Select(o => new Owned(o.OwnerId, names[o.OwnerId], o.Since, o.Until))],
                Plans = await PlansOf(db, p => p.OpportunityId == id),
                Advice = await db.Advices.Where(a => a.OpportunityId == id).OrderByDescending(a => a.Id).Take(Limits.PageSize)
                    .Select(a => new AdviceRow(a.Id, db.People.Where(p => p.Id == a.ById).Select(p => p.Name).First(), a.CreatedAt, a.Text)).ToListAsync(),
                FollowUps = await db.FollowUps.CountAsync(f => f.OpportunityId == id),
            };
        });
    }

    private static OpportunityActions ActionsOf(Me me, Opportunity opportunity, DateOnly today)
    {
        var open = opportunity.State == OpportunityState.Open;
        var edit = me.MayEdit(opportunity, today);
        var move = me.MayMove(opportunity, today);
        return new OpportunityActions(
            Edit: edit, Move: move && open, Win: move && open, Lose: move && open, Reopen: move && !open, Assign: me.MayAssign(opportunity), Share: me.MayShare(opportunity),
            Advise: me.MayAdvise(opportunity), MarkKey: me.MayMarkKey(opportunity), FollowUp: edit, Wait: edit && open, Leave: opportunity.Collaborators.Exists(c => c.PersonId == me.Id));
    }

    private static async Task<IReadOnlyList<InvolvedContact>> ContactsOf(AppDb db, Opportunity opportunity, IQueryable<Customer> customers)
    {
        var roles = opportunity.Contacts.ToDictionary(c => c.ContactId, c => c.Role);
        var ids = roles.Keys.ToList();
        var rows = await db.Contacts.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new
        {
            c.Id, c.Name, c.Title, c.Phone, c.Email, c.CustomerId, Company = db.Customers.Where(x => x.Id == c.CustomerId).Select(x => x.Name).First(), IsOpen = customers.Any(x => x.Id == c.CustomerId),
        }).ToListAsync();
        return [.. rows.Select(c => new InvolvedContact(c.Id, c.Name, c.Title, roles[c.Id], c.IsOpen ? c.Phone : null, c.IsOpen ? c.Email : null, c.CustomerId == opportunity.CustomerId ? null : c.Company))];
    }

    private static async Task<IReadOnlyList<PlanRow>> PlansOf(AppDb db, System.Linq.Expressions.Expression<Func<FollowUpPlan, bool>> which) =>
        await db.FollowUpPlans.Where(which).Where(p => p.DoneAt == null).OrderBy(p => p.DueAt).Take(Limits.PageSize)
            .Select(p => new PlanRow(p.Id, p.Version, p.Way, p.What, p.DueAt, p.PersonId, db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).First())).ToListAsync();
}
