using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales;

/// <summary>What is told about opportunities, customers, follow-ups and imports: who hears, which sentence, which button.</summary>
public sealed class SalesNotices(WhoIs whoIs) : INoticeRule
{
    private const string OpenOpportunity = "Notices.Button_Opportunity";

    public IReadOnlySet<string> Hears { get; } = new HashSet<string>
    {
        "OpportunityAssigned", "OpportunityShared", "AdviceGiven", "FollowUpDue", "OpportunityWon", "OpportunityLost", "CustomerAssigned", "CustomerShared",
        "ImportFinished", "ImportFailed", "ImportCancelled", "ImportInterrupted", "ImportReverted",
    };

    public IReadOnlyList<NoticeKind> Kinds { get; } =
    [
        new("OpportunityAssigned") { MailByDefault = true }, new("OpportunityShared"), new("AdviceGiven") { MailByDefault = true }, new("FollowUpDue") { MailByDefault = true },
        new("OpportunityWon"), new("OpportunityLost"), new("CustomerAssigned"), new("CustomerShared"), new("ImportFinished"),
    ];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        var facts = activity.Details();
        var actor = await db.People.Where(p => p.Id == activity.ActorId).Select(p => p.Name).FirstOrDefaultAsync();
        return activity.Kind switch
        {
            "OpportunityAssigned" => Assigned(activity, facts, actor),
            "OpportunityShared" => Shared(activity, facts, actor),
            "AdviceGiven" => await Advised(activity, facts, actor, db),
            "FollowUpDue" => await Due(activity, facts, db),
            "OpportunityWon" or "OpportunityLost" => await Closed(activity, facts, actor, db),
            "CustomerAssigned" => await CustomerGiven(activity, Id(facts, "To"), "Notices.CustomerAssigned", actor, db),
            "CustomerShared" => await CustomerGiven(activity, Id(facts, "Person"), "Notices.CustomerShared", actor, db),
            _ when activity.Kind.StartsWith("Import", StringComparison.Ordinal) => Imported(activity, facts),
            _ => [],
        };
    }

    private static List<NoticeDraft> Assigned(Activity activity, ActivityDetails facts, string? actor)
    {
        var title = facts.Fact("Title") ?? "";
        var drafts = new List<NoticeDraft>();
        if (Id(facts, "To") is { } to)
        {
            drafts.Add(About(activity, to, "Notices.OpportunityAssigned", actor ?? Somebody, title));
        }

        // The former owner as a rule no longer sees it: he is told that it went, and led to what he has.
        if (Id(facts, "From") is { } from)
        {
            drafts.Add(About(activity, from, "Notices.OpportunityHandedOver", actor ?? Somebody, title) with
            {
                Link = "/opportunities?mine=1", ButtonKey = "Notices.Button_Mine", Subject = new Subject(nameof(Person), from),
            });
        }

        return drafts;
    }

    private static List<NoticeDraft> Shared(Activity activity, ActivityDetails facts, string? actor) => Id(facts, "Person") is not { } with
        ? []
        : [About(activity, with, facts.Fact("CanWrite") == "True" ? "Notices.OpportunitySharedToEdit" : "Notices.OpportunityShared", actor ?? Somebody, facts.Fact("Title") ?? "")];

    private static async Task<List<NoticeDraft>> Advised(Activity activity, ActivityDetails facts, string? actor, AppDb db)
    {
        var about = await db.Opportunities.Where(o => o.Id == activity.SubjectId).Select(o => new { o.OwnerId, o.Title }).SingleOrDefaultAsync();
        return about is null ? [] : [About(activity, about.OwnerId, "Notices.AdviceGiven", actor ?? Somebody, about.Title, NoticeWord.Short(facts.Fact("Text")))];
    }

    private static async Task<List<NoticeDraft>> Due(Activity activity, ActivityDetails facts, AppDb db)
    {
        if (Id(facts, "Person") is not { } person || activity.SubjectId is not { } id)
        {
            return [];
        }

        var (name, path) = activity.SubjectKind switch
        {
            nameof(Customer) => (await db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(), "customers"),
            nameof(Lead) => (await db.Leads.Where(l => l.Id == id).Select(l => l.Company ?? l.ContactName).SingleOrDefaultAsync(), "leads"),
            _ => (await db.Opportunities.Where(o => o.Id == id).Select(o => o.Title).SingleOrDefaultAsync(), "opportunities"),
        };
        return
        [
            About(activity, person, "Notices.FollowUpDue", name ?? "", facts.Fact("What") ?? "", NoticeWord.Time(facts.Fact("DueAt") ?? "")) with
            {
                Link = $"/{path}/{id}?plan={facts.Fact("Plan")}", ButtonKey = "Notices.Button_FollowUp", AlsoToActor = true,
            },
        ];
    }

    /// <summary>Winning and losing are heard by those above the owner: whose right to advise reaches him.</summary>
    private async Task<List<NoticeDraft>> Closed(Activity activity, ActivityDetails facts, string? actor, AppDb db)
    {
        // What the application itself or an import closed is history, not news.
        if (activity.ActorId is null || activity.Verb.Contains("Import", StringComparison.Ordinal)
            || await db.Opportunities.Where(o => o.Id == activity.SubjectId).Select(o => new { o.OwnerId, o.Title }).SingleOrDefaultAsync() is not { } about)
        {
            return [];
        }

        var advisers = await db.People.Where(p => p.Active && p.Roles.Any(x => db.Roles.Any(r => r.Id == x.RoleId && r.Grants.Any(g => g.Area == Area.Sales && g.Function == Function.Advise && g.Scope != DataScope.None))))
            .Select(p => p.Id).ToListAsync();
        var drafts = new List<NoticeDraft>();
        foreach (var id in advisers.Where(id => id != about.OwnerId))
        {
            if (await whoIs.Find(id) is { } leader && leader.May(Area.Sales, Function.Advise, about.OwnerId))
            {
                drafts.Add(activity.Kind == "OpportunityWon"
                    ? About(activity, id, "Notices.OpportunityWon", actor ?? Somebody, about.Title, NoticeWord.Amount(facts.Fact("Amount") ?? ""))
                    : About(activity, id, "Notices.OpportunityLost", actor ?? Somebody, about.Title, NoticeWord.Term($"Sales.LostReason_{facts.Fact("Reason")}")));
            }
        }

        return drafts;
    }

    private static async Task<List<NoticeDraft>> CustomerGiven(Activity activity, Guid? person, string textKey, string? actor, AppDb db)
    {
        if (person is not { } to || activity.SubjectId is not { } id)
        {
            return [];
        }

        var name = await db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync();
        return [About(activity, to, textKey, actor ?? Somebody, name ?? "") with { Link = $"/customers/{id}", ButtonKey = "Notices.Button_Customer" }];
    }

    /// <summary>However an import ended, its starter hears of it, also when he stopped it himself: he may have left the page.</summary>
    private static List<NoticeDraft> Imported(Activity activity, ActivityDetails facts) => (Id(facts, "Starter") ?? activity.ActorId) is not { } starter ? [] :
    [
        About(activity, starter, $"Notices.{activity.Kind}", facts.Fact("Name") ?? "", facts.Fact("Created") ?? "0", facts.Fact("Updated") ?? "0", facts.Fact("Rejected") ?? "0") with
        {
            Kind = "ImportFinished", Link = $"/imports/{activity.SubjectId}", ButtonKey = "Notices.Button_Import", AlsoToActor = true,
        },
    ];

    private static NoticeWord Somebody => NoticeWord.Term("Notices.System");

    private static NoticeDraft About(Activity activity, Guid person, string textKey, params NoticeWord[] words) =>
        new(person, activity.Kind, textKey, words, $"/opportunities/{activity.SubjectId}", OpenOpportunity, new Subject(activity.SubjectKind, activity.SubjectId ?? Guid.Empty));

    private static Guid? Id(ActivityDetails facts, string name) => Guid.TryParse(facts.Fact(name), out var id) ? id : null;
}

/// <summary>Whose eyes an opportunity is for.</summary>
public sealed class OpportunitySight : INoticeSight
{
    public string Kind => nameof(Opportunity);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Opportunities.VisibleTo(me, today).Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync()).ToHashSet();
}

/// <summary>Whose eyes a customer is for.</summary>
public sealed class CustomerSight : INoticeSight
{
    public string Kind => nameof(Customer);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Customers.VisibleTo(me, today).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync()).ToHashSet();
}
