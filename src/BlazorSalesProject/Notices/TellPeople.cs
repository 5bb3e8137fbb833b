using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Notices;

/// <summary>
/// Turns activities not told yet into notices and, where wanted, mails. At least once: a notice is unique per person, activity
/// and kind, so telling again changes nothing. One activity that cannot be told is tried again later and never holds up the next.
/// </summary>
public sealed class TellPeople(
    Works works, OutboxQueue queue, IEnumerable<INoticeRule> rules, IEnumerable<INoticeSight> sights, NoticeKinds kinds, WhoIs whoIs, TimeProvider clock, ILogger<TellPeople> log)
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);
    private readonly ILookup<string, INoticeRule> _rules = rules.SelectMany(r => r.Hears.Select(kind => (kind, r))).ToLookup(x => x.kind, x => x.r);
    private readonly Dictionary<string, INoticeSight> _sights = sights.ToDictionary(s => s.Kind);

    /// <summary>Works one batch; answers how many activities it took.</summary>
    public async Task<Outcome<int>> Run(Me me)
    {
        if (!me.May(Area.Settings, Function.Configure))
        {
            return Refusal.Denied();
        }

        var taken = await queue.Claim(OutboxMessage.Tell, Hold);
        foreach (var message in taken)
        {
            string? trouble;
            try
            {
                trouble = await Tell(message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Activity {Activity} could not be told, attempt {Attempt}", message.ActivityId, message.Attempts);
                trouble = $"{e.GetType().Name}: {e.Message}";
            }

            if (trouble is not null)
            {
                var patience = TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, message.Attempts - 1)));
                await queue.Failed(message, trouble, message.Attempts >= OutboxQueue.TellAttempts ? null : clock.Now() + patience);
            }
        }

        return taken.Count;
    }

    /// <summary>Null when told.</summary>
    private async Task<string?> Tell(OutboxMessage message)
    {
        var activity = message.Activity ?? throw new InvalidOperationException("A row to tell names no activity.");
        var drafts = await works.Read(db => Drafts(activity, db));
        var outcome = await works.Do(Me.System, nameof(TellPeople), async work =>
        {
            if (!await OutboxQueue.Finish(work, message))
            {
                return null;
            }

            var known = await work.Db.Notices.Where(n => n.ActivityId == activity.Id).Select(n => new { n.PersonId, n.Kind }).ToListAsync();
            var mailed = drafts.Select(d => MailId(d, activity)).ToList();
            var knownMails = await work.Db.Outbox.Where(m => mailed.Contains(m.Id)).Select(m => m.Id).ToListAsync();
            foreach (var draft in drafts)
            {
                if (draft.InApp && !known.Any(k => k.PersonId == draft.What.PersonId && k.Kind == draft.What.Kind))
                {
                    work.Db.Notices.Add(NoticeOf(draft.What, activity));
                    work.Touch(Signals.Topic(nameof(Notice), draft.What.PersonId));
                }

                if (draft.ByMail && !knownMails.Contains(MailId(draft, activity)))
                {
                    work.Db.Outbox.Add(new OutboxMessage { Id = MailId(draft, activity), Kind = OutboxMessage.Mail, Payload = LetterOf(draft.What, activity.At).Write(), CreatedAt = work.Now, DueAt = work.Now });
                    work.Touch(OutboxQueue.MailTopic);
                }
            }

            return null;
        });
        return outcome.Refusal is { } refusal ? $"{refusal.Kind} {refusal.Key}" : null;
    }

    private async Task<IReadOnlyList<Wanted>> Drafts(Activity activity, AppDb db)
    {
        var drafts = new List<NoticeDraft>();
        foreach (var rule in _rules[activity.Kind])
        {
            drafts.AddRange(await rule.WhoHears(activity, db));
        }

        drafts.AddRange(await ForDelegates(drafts, db));
        var people = drafts.Select(d => d.PersonId).Distinct().ToList();
        var choices = await db.NoticePreferences.Where(p => people.Contains(p.PersonId)).ToListAsync();
        var wanted = new List<Wanted>();
        foreach (var draft in drafts.DistinctBy(d => (d.PersonId, d.Kind)).Where(d => d.AlsoToActor || d.PersonId != activity.ActorId))
        {
            var choice = choices.Find(c => c.PersonId == draft.PersonId && c.Kind == draft.Kind);
            var (inApp, byMail) = (choice?.InApp ?? true, !draft.Written && (choice?.ByMail ?? kinds.MailByDefault(draft.Kind)));
            if ((inApp || byMail) && await whoIs.Find(draft.PersonId) is { } reader && await Sees(reader, draft.Subject, db))
            {
                wanted.Add(new Wanted(draft, inApp, byMail));
            }
        }

        return wanted;
    }

    /// <summary>What asks for a word reaches whoever stands in for a reader who is away as well; after what he hears for himself, so that he hears it once.</summary>
    private async Task<IReadOnlyList<NoticeDraft>> ForDelegates(IReadOnlyList<NoticeDraft> drafts, AppDb db)
    {
        var copies = new List<NoticeDraft>();
        foreach (var draft in drafts.Where(d => kinds.Find(d.Kind)?.AsksForWord == true))
        {
            foreach (var delegated in await StandIns.DelegatesOf(db, draft.PersonId, clock.Today()))
            {
                var absent = await db.People.Where(p => p.Id == draft.PersonId).Select(p => p.Name).FirstOrDefaultAsync() ?? "";
                copies.Add(draft with { PersonId = delegated, TextKey = "Notices.InPlaceOf", Words = [absent, NoticeWord.Sentence(draft.TextKey, draft.Words)], AlsoToActor = false });
            }
        }

        return copies;
    }

    private async Task<bool> Sees(Me reader, Subject subject, AppDb db) =>
        !_sights.TryGetValue(subject.Kind, out var sight) || (await sight.Visible(reader, [subject.Id], clock.Today(), db)).Contains(subject.Id);

    private static Notice NoticeOf(NoticeDraft draft, Activity activity) => new()
    {
        PersonId = draft.PersonId, ActivityId = activity.Id, Kind = draft.Kind, TextKey = draft.TextKey, Arguments = NoticeWord.Write(draft.Words),
        Link = draft.Link, ButtonKey = draft.ButtonKey, SubjectKind = draft.Subject.Kind, SubjectId = draft.Subject.Id, ActorId = activity.ActorId, At = activity.At,
    };

    private static Letter LetterOf(NoticeDraft draft, DateTime at) =>
        new(draft.PersonId, draft.Kind, draft.TextKey, draft.Words, draft.Link, draft.ButtonKey, draft.Subject, at);

    /// <summary>The same mail has the same number however often it is told, and so the same Message-ID.</summary>
    private static Guid MailId(Wanted draft, Activity activity) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{draft.What.PersonId}/{activity.Id}/{activity.Operation}/{draft.What.Kind}")).AsSpan(0, 16));

    private sealed record Wanted(NoticeDraft What, bool InApp, bool ByMail);
}
