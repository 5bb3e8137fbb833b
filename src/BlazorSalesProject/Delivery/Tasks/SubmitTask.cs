using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>提交完成审核: hands work in with notes, hours and final files.</summary>
public sealed class SubmitTask(Works works)
{
    /// <param name="key">Made when the form was opened: pressing twice hands in once.</param>
    /// <param name="files">Tickets of uploaded files.</param>
    public Task<Outcome<Guid>> Run(Me me, Guid key, Guid id, string? notes, decimal? hours, IReadOnlyList<Guid> files) =>
        works.Once<Guid>(me, nameof(SubmitTask), key, new { id, notes, hours, files }, async work =>
        {
            Submission? made = null;
            var refusal = await work.AsAssignee(id, async task =>
            {
                if (await work.StillWaits(task) is { } waits)
                {
                    return waits;
                }

                var submitted = task.Submit(me.Id, notes, hours, work.Now);
                made = submitted.Value;
                if (made is not null)
                {
                    work.Db.Submissions.Add(made);
                }

                return made is null ? submitted.Refusal : await work.Attach(files, new Subject(nameof(Submission), made.Id));
            });
            return refusal is null ? made!.Id : refusal;
        });
}

/// <summary>What must be finished first.</summary>
internal static class Waiting
{
    /// <summary>Work is not handed in before what it waits for is done. People from outside read no titles of other tasks.</summary>
    public static async Task<Refusal?> StillWaits(this Work work, ProjectTask task)
    {
        var needs = task.Needs.Select(n => n.NeedsId).ToList();
        var open = needs.Count == 0 ? [] : await work.Db.Tasks.Where(t => needs.Contains(t.Id) && t.State != TaskState.Done && t.State != TaskState.Dropped).OrderBy(t => t.DueOn).Select(t => t.Title).ToListAsync();
        return open.Count == 0 ? null
            : work.Me.Kind == PersonKind.External ? Refusal.Conflict("Delivery.StillWaitsOutside", task.Title, open.Count)
            : Refusal.Conflict("Delivery.StillWaits", task.Title, string.Join(", ", open.Take(5)));
    }
}
