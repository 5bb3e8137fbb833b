using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>What is known of an external implementer: a name, and a mail address the invitation goes to.</summary>
public sealed record NewImplementer(string? Name, string? Mobile, string? Email);

/// <summary>
/// Gives a task to somebody from outside, whose person card is made while assigning. Somebody known already by mail address or
/// mobile is taken as he is, so two managers who invite the same person meet one card. Without an account an invitation goes out.
/// </summary>
public sealed class InviteImplementer(Works works, ISecretBox box)
{
    /// <param name="key">Made when the form was opened: pressing twice invites once.</param>
    /// <param name="version">The version the task was shown with.</param>
    /// <returns>The person the task was given to.</returns>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid taskId, int version, NewImplementer who) => works.Once<Guid>(me, nameof(InviteImplementer), key, new { taskId, who }, async work =>
    {
        Guid? given = null;
        var refusal = await work.AsManager(taskId, version, async task =>
        {
            if (Limits.Clean(who.Email) is not { } email)
            {
                return Refusal.For("Email", "Kernel.Required", new Term("Fields.Email"));
            }

            // Two who invite the same person at once: the second waits here and then finds the card of the first.
            await work.Begin();
            var mobile = Limits.Clean(who.Mobile);
            var lower = email.ToLowerInvariant();
#pragma warning disable CA1862 // It becomes SQL, which compares as it is told.
            var person = await work.Db.People.Where(p => p.Active && ((p.Email != null && p.Email.ToLower() == lower) || (mobile != null && p.Mobile == mobile))).OrderBy(p => p.Id).FirstOrDefaultAsync();
#pragma warning restore CA1862
            if (person is null)
            {
                var made = Person.Create(who.Name, PersonKind.External, null, null, email, mobile);
                if (made.Value is null)
                {
                    return made.Refusal;
                }

                person = made.Value;
                work.Db.People.Add(person);
            }

            if (!await work.Db.Accounts.AnyAsync(a => a.PersonId == person.Id))
            {
                var token = Invitation.NewToken();
                // Earlier ones stay good: two managers may invite the same person, and whichever mail he follows first opens the door.
                var invitation = Invitation.Create(person.Id, token, work.Now);
                work.Db.Invitations.Add(invitation);
                InvitationMail.Add(work, person.Id, false, box.Close($"/invitation/{token}"), invitation.ExpiresAt);
            }

            given = person.Id;
            return task.Assign([.. task.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId), person.Id]);
        });
        return refusal is null ? given!.Value : refusal;
    });
}
