using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Notices;

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    Waiting,
    Sent,
    SetAside,
}

/// <summary>A mail of the outbox as the administrator sees it.</summary>
public sealed record MailLine(Guid Id, Letter? Letter, string? Name, string? Address, string Language, MailState State, int Attempts, DateTime CreatedAt, DateTime DueAt, DateTime? DoneAt, string? Error);

/// <summary>How many mails stand where, and a page of them, newest first.</summary>
public sealed record MailPageOf(int Waiting, int Sent, int SetAside, int Total, IReadOnlyList<MailLine> Lines);

/// <summary>The mails of the outbox: for those who configure the application.</summary>
public sealed class MailOutbox(Works works, ISecretBox box)
{
    /// <summary>A page of mails; null when this person may not see them.</summary>
    public async Task<MailPageOf?> For(Me me, MailState? state = null, int page = 1)
    {
        if (!me.May(Area.Settings, Function.Configure))
        {
            return null;
        }

        return await works.Read(async db =>
        {
            var mails = db.Outbox.Where(m => m.Kind == OutboxMessage.Mail);
            var setAside = await mails.CountAsync(m => m.DoneAt == null && m.DeadReason != null);
            var sent = await mails.CountAsync(m => m.DoneAt != null);
            var waiting = await mails.CountAsync(m => m.DoneAt == null && m.DeadReason == null);
            var (wanted, total) = state switch
            {
                MailState.Waiting => (mails.Where(m => m.DoneAt == null && m.DeadReason == null), waiting),
                MailState.Sent => (mails.Where(m => m.DoneAt != null), sent),
                MailState.SetAside => (mails.Where(m => m.DoneAt == null && m.DeadReason != null), setAside),
                _ => (mails, waiting + sent + setAside),
            };
            page = Math.Clamp(page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
            var rows = await wanted.OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize).ToListAsync();
            var letters = rows.ConvertAll(m => (Mail: m, Letter: Letter.Read(m.Payload)));
            var readers = letters.Where(l => l.Letter is not null).Select(l => l.Letter!.PersonId).Distinct().ToList();
            var people = await db.People.Where(p => readers.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Email, p.Language }).ToDictionaryAsync(p => p.Id);
            return new MailPageOf(waiting, sent, setAside, total, [.. letters.Select(l =>
            {
                var to = l.Letter is { } letter ? people.GetValueOrDefault(letter.PersonId) : null;
                return new MailLine(l.Mail.Id, Readable(l.Mail, l.Letter), to?.Name, to?.Email, to?.Language ?? Person.DefaultLanguage,
                    l.Mail.DoneAt is not null ? MailState.Sent : l.Mail.DeadReason is not null ? MailState.SetAside : MailState.Waiting,
                    l.Mail.Attempts, l.Mail.CreatedAt, l.Mail.DueAt, l.Mail.DoneAt, l.Mail.DoneAt is null ? l.Mail.DeadReason ?? l.Mail.LastError : null);
            })]);
        });
    }

    /// <summary>
    /// While an invitation has not gone out (no mail server, a wrong one) an administrator reads it whole and can hand the link over, which he
    /// may make anyway; once sent it is the recipient's alone.
    /// </summary>
    private Letter? Readable(OutboxMessage mail, Letter? letter) =>
        letter is { Kind: Letter.Invitation } && mail.DoneAt is null ? letter.Opened(box) : letter;
}

/// <summary>Tries a mail again now, whether it waits or was set aside.</summary>
public sealed class RetryMail(Works works, OutboxBell bell)
{
    public async Task<Outcome> Run(Me me, Guid id)
    {
        var outcome = await works.Do(me, nameof(RetryMail), async work =>
        {
            work.Concerns("Mail", id);
            if (!me.May(Area.Settings, Function.Configure))
            {
                return Refusal.Denied();
            }

            await work.Begin();
            var again = await work.Db.Outbox.Where(m => m.Id == id && m.Kind == OutboxMessage.Mail && m.DoneAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.DeadReason, (string?)null).SetProperty(m => m.DueAt, work.Now).SetProperty(m => m.LockedUntil, (DateTime?)null));
            if (again == 0)
            {
                return Refusal.NotFound("Notices.MailGone");
            }

            work.Record("MailRetried", new Subject("Mail", id), null, []);
            return null;
        });
        bell.Ring();
        return outcome;
    }
}

/// <summary>To whom a letter goes, looked up when it is sent.</summary>
public sealed record MailReader(string Name, string? Address, string Language, bool Active);

/// <summary>Finds a letter's reader; for the sender of mails only.</summary>
public sealed class MailReaders(Works works, ISecretBox box)
{
    public async Task<(Letter? Letter, MailReader? Reader)> Find(OutboxMessage mail)
    {
        var letter = Letter.Read(mail.Payload);
        letter = letter?.Opened(box);

        return letter is null ? (null, null) : (letter, await works.Read(db => db.People.Where(p => p.Id == letter.PersonId)
            .Select(p => new MailReader(p.Name, p.Email, p.Language, p.Active)).SingleOrDefaultAsync()));
    }
}
