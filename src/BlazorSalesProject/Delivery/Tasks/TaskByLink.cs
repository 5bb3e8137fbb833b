using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>A task as whoever holds its link sees it: no customer, no price of the order, no colleagues.</summary>
/// <param name="Project">Its number.</param>
/// <param name="HasAccount">He registered meanwhile: the portal is his place now.</param>
public sealed record LinkedTask(Guid TaskId, string Title, string? Description, string Project, DateOnly? StartOn, DateOnly? DueOn, decimal? Hours, Money Fee, AssigneeAnswer Answer, bool HasAccount);

/// <summary>Looks at a task through its link without answering: a mail scanner that follows it changes nothing. Null for every link that is not good, whatever the reason.</summary>
public sealed class TaskByLink(Works works, TimeProvider clock)
{
    /// <param name="me">Nobody is signed in: the token is the only proof.</param>
    public Task<LinkedTask?> For(Me me, string? token) => works.Read(async db =>
    {
        if (await TaskLinks.Find(db, token, clock.Now()) is not { } link)
        {
            return null;
        }

        return await db.Tasks.Where(t => t.Id == link.TaskId).Select(t => new LinkedTask(t.Id, t.Title, t.Description, t.Project.Number, t.StartOn, t.DueOn, t.Hours, t.Fee,
            t.Assignees.Where(a => a.PersonId == link.PersonId).Select(a => a.Answer).First(), db.Accounts.Any(a => a.PersonId == link.PersonId))).SingleOrDefaultAsync();
    });
}

/// <summary>接受任务 without an account: whoever holds the link acts as the person it was sent to.</summary>
public sealed class AcceptTaskByLink(Works works, WhoIs whoIs)
{
    /// <param name="me">The visitor, with the address the request came from.</param>
    public Task<Outcome> Run(Me me, string? token) => works.ByLink(whoIs, me, nameof(AcceptTaskByLink), token, (task, person) => task.Accept(person));
}

/// <summary>Declines a task with a reason, without an account.</summary>
public sealed class DeclineTaskByLink(Works works, WhoIs whoIs)
{
    /// <param name="me">The visitor, with the address the request came from.</param>
    public Task<Outcome> Run(Me me, string? token, string? reason) => works.ByLink(whoIs, me, nameof(DeclineTaskByLink), token, (task, person) => task.Decline(person, reason));
}

internal static class TaskLinks
{
    private const int LongestToken = 100;

    /// <summary>The link of a token while it is good: the task lives in a running project, and its person still has it from that giving.</summary>
    public static async Task<TaskLink?> Find(AppDb db, string? token, DateTime now)
    {
        if (token is not { Length: > 0 and <= LongestToken })
        {
            return null;
        }

        var hash = TaskLink.Hash(token);
        return await db.TaskLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.RevokedAt == null && l.ExpiresAt > now
            && db.People.Any(p => p.Id == l.PersonId && p.Active && p.Kind == PersonKind.External)
            && db.Tasks.Any(t => t.Id == l.TaskId && t.State != TaskState.Done && t.State != TaskState.Dropped && t.Project.State == ProjectState.Running
                && t.Assignees.Any(a => a.PersonId == l.PersonId && a.GivenId == l.GivenId && a.Answer != AssigneeAnswer.Declined)));
    }

    /// <summary>Answers a task as the person of a link; looked at again inside, so that what ended meanwhile has ended.</summary>
    public static async Task<Outcome> ByLink(this Works works, WhoIs whoIs, Me visitor, string verb, string? token, Func<ProjectTask, Guid, Refusal?> answer)
    {
        var found = await works.Read(db => OwnerOf(db, token));
        if (found is not { } person || await whoIs.Load(person) is not { Kind: PersonKind.External } me)
        {
            return await works.Do(visitor, verb, _ => Task.FromResult<Refusal?>(Refusal.NotFound("Delivery.LinkGone")));
        }

        return await works.Do(me with { Ip = visitor.Ip }, verb, async work =>
        {
            if (await Find(work.Db, token, work.Now) is not { } link)
            {
                return Refusal.NotFound("Delivery.LinkGone");
            }

            return await work.Db.Accounts.AnyAsync(a => a.PersonId == person) ? Refusal.Conflict("Delivery.LinkRegistered")
                : await work.AsAssignee(link.TaskId, task => Task.FromResult(answer(task, person)));
        });
    }

    private static async Task<Guid?> OwnerOf(AppDb db, string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken })
        {
            return null;
        }

        var hash = TaskLink.Hash(token);
        return await db.TaskLinks.Where(l => l.TokenHash == hash).Select(l => (Guid?)l.PersonId).SingleOrDefaultAsync();
    }
}
