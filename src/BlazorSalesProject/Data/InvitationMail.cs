using System.Globalization;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Data;

/// <summary>Puts the letter of an invitation into the outbox, in the same transaction. Its link is closed: only the sender opens it.</summary>
internal static class InvitationMail
{
    /// <param name="again">The person has an account: the letter speaks of a new password.</param>
    /// <param name="closedLink">As <see cref="ISecretBox"/> closes it.</param>
    public static void Add(Work work, Guid personId, bool again, string closedLink, DateTime expiresAt)
    {
        var letter = new Letter(personId, Letter.Invitation, again ? "Notices.InvitedAgain" : "Notices.Invited",
            [work.Me.Name, NoticeWord.Time(expiresAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))],
            closedLink, "Notices.Button_Invitation", new Subject(nameof(Person), personId), work.Now);
        Send(work, letter);
    }

    /// <summary>The same for somebody from outside who is given a task: beside the invitation a link to look at it and answer without an account.</summary>
    public static void AddTask(Work work, Guid personId, string task, string closedLink, string closedTaskLink, DateTime expiresAt) =>
        Send(work, new Letter(personId, Letter.Invitation, "Notices.InvitedToTask", [work.Me.Name, task, NoticeWord.Time(expiresAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))],
            closedLink, "Notices.Button_Register", new Subject(nameof(Person), personId), work.Now) { Also = new LetterLink(closedTaskLink, "Notices.Button_TaskLink") });

    /// <summary>The code that somebody from outside registers with, when it can't be sent to the mobile.</summary>
    public static void AddCode(Work work, Guid personId, string code, string closedLink) => Send(work, new Letter(personId, Letter.Invitation, "Notices.VerificationCode", [code, ((int)VerificationCode.Lasts.TotalMinutes).ToString(CultureInfo.InvariantCulture)],
        closedLink, "Notices.Button_Invitation", new Subject(nameof(Person), personId), work.Now));

    private static void Send(Work work, Letter letter)
    {
        work.Db.Outbox.Add(new OutboxMessage { Kind = OutboxMessage.Mail, Payload = letter.Write(), CreatedAt = work.Now, DueAt = work.Now });
        work.Touch(OutboxQueue.MailTopic);
    }
}
