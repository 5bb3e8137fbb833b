using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>Takes back a file that was uploaded, or is on its way, and not saved with a record yet.</summary>
public sealed class DropUpload(Works works, FileStore store)
{
    public Task<Outcome> Run(Me me, Guid ticket) => works.Do(me, nameof(DropUpload), async work =>
    {
        if (await work.Db.Arrivals.Where(a => a.Id == ticket && a.PersonId == me.Id).ExecuteDeleteAsync() == 1)
        {
            store.GiveUp(ticket);
            return null;
        }

        if (await work.Db.UploadTickets.SingleOrDefaultAsync(t => t.Id == ticket && t.PersonId == me.Id) is not { } waiting)
        {
            return Refusal.NotFound("Attachments.TicketGone");
        }

        work.Db.UploadTickets.Remove(waiting);
        store.Throw(waiting.Id, waiting.Sha256);
        return null;
    });
}
