using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

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
