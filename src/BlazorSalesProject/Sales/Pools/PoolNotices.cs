using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pools;

/// <summary>What is told about public pools: what will leave its owner, and what has left him.</summary>
public sealed class PoolNotices(WhoIs whoIs) : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string> { "CustomerPooled", "CustomerReturnsSoon" };

    public IReadOnlyList<NoticeKind> Kinds { get; } = [new("CustomerReturnsSoon") { MailByDefault = true }, new("CustomerPooled")];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        var facts = activity.Details();
        return activity.Kind == "CustomerPooled" ? Pooled(activity, facts) : await Soon(activity, facts, db);
    }

    /// <summary>The former owner as a rule no longer sees it: he is told where it lies and why, and led there.</summary>
    private static List<NoticeDraft> Pooled(Activity activity, ActivityDetails facts) => Id(facts, "From") is not { } from ? [] :
    [
        new(from, activity.Kind, "Notices.CustomerPooled", [facts.Fact("Name") ?? "", NoticeWord.Term($"Pools.By_{facts.Fact("By")}")], $"/pool?pool={facts.Fact("Pool")}", "Notices.Button_Pool", new Subject(nameof(Person), from)),
    ];

    /// <summary>On the last day before those above the owner hear too: whose right to assign reaches him.</summary>
    private async Task<List<NoticeDraft>> Soon(Activity activity, ActivityDetails facts, AppDb db)
    {
        if (Id(facts, "Owner") is not { } owner || activity.SubjectId is not { } id)
        {
            return [];
        }

        NoticeWord[] words = [facts.Fact("Name") ?? "", NoticeWord.Sentence($"Pools.Returns_{facts.Fact("Why")}", [Day(facts.Fact("On")), Day(facts.Fact("Since"))])];
        var subject = new Subject(nameof(Customer), id);
        var drafts = new List<NoticeDraft> { new(owner, activity.Kind, "Notices.CustomerReturnsSoon", words, $"/customers/{id}", "Notices.Button_FollowUp", subject) };
        if (facts.Fact("Before") == PoolClock.RemindBefore[^1].ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            var name = await db.People.Where(p => p.Id == owner).Select(p => p.Name).SingleOrDefaultAsync() ?? "";
            var above = await db.People.Where(p => p.Active && p.Id != owner && p.Roles.Any(x => db.Roles.Any(r => r.Id == x.RoleId && r.Grants.Any(g => g.Area == Area.Sales && g.Function == Function.Advise && g.Scope != DataScope.None))))
                .Select(p => p.Id).ToListAsync();
            foreach (var leader in above)
            {
                if (await whoIs.Find(leader) is { } his && his.May(Area.Customers, Function.Assign, owner))
                {
                    drafts.Add(new(leader, activity.Kind, "Notices.CustomerReturnsSoonOf", [name, .. words], $"/customers/{id}", "Notices.Button_Customer", subject));
                }
            }
        }

        return drafts;
    }

    private static NoticeWord Day(string? date) => NoticeWord.Day(date ?? "");

    private static Guid? Id(ActivityDetails facts, string name) => Guid.TryParse(facts.Fact(name), out var id) ? id : null;
}
