using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>Says what is about to be uploaded, so that a wrong kind or size is refused before it travels; hands out the id its pieces are sent to.</summary>
public sealed class AnnounceUpload(Works works, FileStore store)
{
    /// <param name="name">What the browser calls it; made safe here.</param>
    /// <param name="size">Bytes.</param>
    public Task<Outcome<Guid>> Run(Me me, string? name, long size) => works.Do<Guid>(me, nameof(AnnounceUpload), async work =>
    {
        if (me.Id == Guid.Empty)
        {
            return Refusal.Denied();
        }

        var safe = FileNames.Safe(name);
        if (!FileKinds.IsTaken(FileNames.ExtensionOf(safe)))
        {
            return Refusal.For("Files", "Attachments.NotTaken", string.Join(' ', FileKinds.Extensions));
        }

        if (size <= 0)
        {
            return Refusal.For("Files", "Attachments.Empty");
        }

        if (size > store.LargestFile)
        {
            return Refusal.For("Files", "Attachments.TooLarge", store.LargestFile / 1024 / 1024);
        }

        var kept = await work.Db.UploadTickets.Where(t => t.PersonId == me.Id).Select(t => t.Size).ToListAsync();
        var coming = await work.Db.Arrivals.Where(a => a.PersonId == me.Id).Select(a => a.Size).ToListAsync();
        if (kept.Count + coming.Count >= Limits.WaitingUploads || kept.Sum() + coming.Sum() + size > Limits.WaitingUploadBytes)
        {
            return Refusal.For("Files", "Attachments.TooManyWaiting");
        }

        if (me.Kind == PersonKind.External && await QuotaIsUsedUp(work, kept.Count + coming.Count, kept.Sum() + coming.Sum() + size))
        {
            return Refusal.For("Files", "Attachments.QuotaReached", Limits.OutsideFiles, Limits.OutsideBytes / 1024 / 1024 / 1024);
        }

        var arrival = new Arrival { PersonId = me.Id, FileName = safe, Size = size, At = work.Now };
        work.Db.Arrivals.Add(arrival);
        return arrival.Id;
    });

    /// <summary>Nobody from outside fills the disk, however often his work comes back to him.</summary>
    private static async Task<bool> QuotaIsUsedUp(Work work, int waiting, long bytes)
    {
        var sizes = work.Db.Attachments.Where(a => a.UploaderId == work.Me.Id).Select(a => a.Size);
        return await sizes.CountAsync() + waiting >= Limits.OutsideFiles || await sizes.SumAsync() + bytes > Limits.OutsideBytes;
    }
}
