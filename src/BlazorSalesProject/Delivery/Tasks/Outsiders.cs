using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>How a task reaches people from outside: their cards are made while assigning, and whoever has no account gets a letter with two doors.</summary>
internal static class Outsiders
{
    /// <summary>Somebody known already by mail address or mobile as he is, otherwise a new card.</summary>
    public static async Task<Outcome<Person>> Outsider(this Work work, NewImplementer who)
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
        if (person is not null)
        {
            return person;
        }

        var made = Person.Create(who.Name, PersonKind.External, null, null, email, mobile);
        if (made.Value is not null)
        {
            work.Db.People.Add(made.Value);
        }

        return made;
    }

    /// <summary>Gives a task to people, and writes to those from outside without an account who have it newly.</summary>
    /// <param name="invited">Somebody who is written to in any case.</param>
    public static async Task<Refusal?> Give(this Work work, ISecretBox box, ProjectTask task, IReadOnlyCollection<Guid> people, Person? invited = null)
    {
        var before = task.Assignees.Select(a => a.GivenId).ToHashSet();
        if (task.Assign(people) is { } refusal)
        {
            return refusal;
        }

        var fresh = task.Assignees.Where(a => !before.Contains(a.GivenId) || a.PersonId == invited?.Id).ToDictionary(a => a.PersonId, a => a.GivenId);
        var ids = fresh.Keys.ToList();
        var outside = await work.Db.People.Where(p => ids.Contains(p.Id) && p.Kind == PersonKind.External && p.Email != null && !work.Db.Accounts.Any(a => a.PersonId == p.Id)).Select(p => p.Id).ToListAsync();
        if (invited is not null && work.Db.Entry(invited).State == EntityState.Added)
        {
            outside.Add(invited.Id);
        }

        foreach (var person in outside)
        {
            // Earlier invitations stay good: two managers may invite the same person, and whichever mail he follows first opens the door.
            var (door, token) = (Invitation.NewToken(), TaskLink.NewToken());
            var invitation = Invitation.Create(person, door, work.Now);
            work.Db.Invitations.Add(invitation);
            work.Db.TaskLinks.Add(new TaskLink { TaskId = task.Id, PersonId = person, GivenId = fresh[person], TokenHash = TaskLink.Hash(token), CreatedAt = work.Now, ExpiresAt = work.Now + TaskLink.Lasts });
            work.Record("TaskLinkSent", task.Subject, task.About, [("Person", person)]);
            InvitationMail.AddTask(work, person, task.Title, box.Close($"/invitation/{door}"), box.Close($"/t/{token}"), invitation.ExpiresAt);
        }

        return null;
    }

    /// <summary>A task that is over answers to no link any more, also when it is opened again later.</summary>
    public static async Task EndLinks(this Work work, Guid taskId)
    {
        foreach (var link in await work.Db.TaskLinks.Where(l => l.TaskId == taskId && l.RevokedAt == null).ToListAsync())
        {
            link.RevokedAt = work.Now;
        }
    }
}
