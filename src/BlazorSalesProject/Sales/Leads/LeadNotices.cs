using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Leads;

/// <summary>What is told about leads: who hears, which sentence, which button.</summary>
public sealed class LeadNotices : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string> { "LeadAssigned", "LeadAskedAgain" };

    public IReadOnlyList<NoticeKind> Kinds { get; } = [new("LeadAssigned") { MailByDefault = true }, new("LeadAskedAgain") { MailByDefault = true }];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        var facts = activity.Details();
        var actor = await db.People.Where(p => p.Id == activity.ActorId).Select(p => p.Name).FirstOrDefaultAsync();
        if (activity.Kind == "LeadAskedAgain")
        {
            return Guid.TryParse(facts.Fact("Owner"), out var owner)
                ? [About(activity, owner, "Notices.LeadAskedAgain", facts.Fact("Title") ?? "", NoticeWord.Short(facts.Fact("Text")))]
                : [];
        }

        return Guid.TryParse(facts.Fact("To"), out var to)
            ? [About(activity, to, "Notices.LeadAssigned", actor is null ? NoticeWord.Term("Notices.System") : actor, facts.Fact("Title") ?? "")]
            : [];
    }

    private static NoticeDraft About(Activity activity, Guid person, string textKey, params NoticeWord[] words) =>
        new(person, activity.Kind, textKey, words, $"/leads/{activity.SubjectId}", "Notices.Button_Lead", new Subject(nameof(Lead), activity.SubjectId ?? Guid.Empty));
}

/// <summary>Whose eyes a lead is for.</summary>
public sealed class LeadSight : INoticeSight
{
    public string Kind => nameof(Lead);

    public async Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db) =>
        (await db.Leads.VisibleTo(me, db, today).Where(l => ids.Contains(l.Id)).Select(l => l.Id).ToListAsync()).ToHashSet();
}
