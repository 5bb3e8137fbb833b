using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>Throws away uploads nobody saved within a day, and files on the disk that no row knows. Safe to repeat.</summary>
public sealed class SweepUploads(Works works, FileStore store)
{
    private const int Batch = 500;

    /// <returns>How many files were thrown away.</returns>
    public Task<Outcome<int>> Run(Me me) => works.Do<int>(me, nameof(SweepUploads), async work =>
    {
        if (!me.IsSystem)
        {
            return Refusal.Denied();
        }

        // One transaction with the verb that might just be taking a ticket: it wins, or finds the ticket gone.
        await work.Begin();
        var before = work.Now - UploadTicket.Waits;
        await work.Db.UploadTickets.Where(t => t.At < before).ExecuteDeleteAsync();
        await work.Db.Arrivals.Where(a => a.At < before).ExecuteDeleteAsync();
        var thrown = 0;
        foreach (var some in store.OlderThan(before).Chunk(Batch))
        {
            var ids = some.Select(f => f.Id).OfType<Guid>().ToList();
            var known = await work.Db.Attachments.Where(a => ids.Contains(a.Id)).Select(a => a.Id)
                .Union(work.Db.UploadTickets.Where(t => ids.Contains(t.Id)).Select(t => t.Id)).ToListAsync();
            foreach (var (path, id) in some.Where(f => f.Id is not { } kept || !known.Contains(kept)))
            {
                File.Delete(path);
                thrown++;
            }
        }

        return thrown;
    });
}
