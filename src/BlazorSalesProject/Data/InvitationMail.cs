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
        work.Db.Outbox.Add(new OutboxMessage { Kind = OutboxMessage.Mail, Payload = letter.Write(), CreatedAt = work.Now, DueAt = work.Now });
        work.Touch(OutboxQueue.MailTopic);
    }
}
