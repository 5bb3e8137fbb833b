using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

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
            var found = await work.Outsider(who);
            if (found.Value is not { } person)
            {
                return found.Refusal;
            }

            given = person.Id;
            return await work.Give(box, task, [.. task.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId), person.Id], person);
        });
        return refusal is null ? given!.Value : refusal;
    });
}
