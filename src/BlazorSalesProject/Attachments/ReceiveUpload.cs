using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>What an upload is answered with: a ticket to hand to the form that will save it.</summary>
public sealed record UploadedFile(Guid Ticket, string Name, long Size);

/// <summary>How many bytes have arrived, and the file when that is all of it.</summary>
public sealed record UploadStep(long Received, UploadedFile? File);

/// <summary>
/// Takes the next piece of an announced file. What arrived before the line broke is kept and the sender goes on from there; when all
/// is there, the file is looked into, whether it is what it says, and its person gets a ticket for it.
/// </summary>
public sealed class ReceiveUpload(Works works, FileStore store)
{
    /// <param name="offset">Where this piece begins; another place than the one reached is refused with <c>Attachments.OutOfStep</c>.</param>
    /// <param name="content">Read to its end, and never beyond the announced size.</param>
    public Task<Outcome<UploadStep>> Run(Me me, Guid id, long offset, Stream content, CancellationToken stop = default) => works.Do<UploadStep>(me, nameof(ReceiveUpload), async work =>
    {
        if (await work.Db.Arrivals.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.PersonId == me.Id, stop) is not { } coming)
        {
            return Refusal.NotFound("Attachments.TicketGone");
        }

        switch (await store.Append(id, offset, coming.Size, content, stop))
        {
            case Appended.OutOfStep:
                return Refusal.Conflict("Attachments.OutOfStep");
            case Appended.TooMuch:
                await work.Db.Arrivals.Where(a => a.Id == id).ExecuteDeleteAsync(stop);
                store.GiveUp(id);
                return Refusal.For("Files", "Attachments.NotAsAnnounced");
        }

        var received = store.Received(id);
        if (received < coming.Size)
        {
            return new UploadStep(received, null);
        }

        // Whatever comes of it: this arrival is over, and a second last piece finds nothing.
        if (await work.Db.Arrivals.Where(a => a.Id == id).ExecuteDeleteAsync(stop) == 0)
        {
            return Refusal.NotFound("Attachments.TicketGone");
        }

        using var arrived = await store.Whole(id, stop);
        await using (var look = arrived.Look())
        {
            var kind = FileKinds.Look(FileNames.ExtensionOf(coming.FileName), look);
            if (kind.Refusal is { } refusal)
            {
                return refusal;
            }

            work.Db.UploadTickets.Add(new UploadTicket
            {
                Id = id, PersonId = me.Id, FileName = coming.FileName, Size = arrived.Size, Sha256 = arrived.Sha256, ContentType = kind.Value!, At = work.Now,
            });
        }

        arrived.Keep();
        return new UploadStep(received, new UploadedFile(id, coming.FileName, arrived.Size));
    });
}

/// <summary>How many bytes of one's own announced file have arrived; null when there is no such file on its way.</summary>
public sealed class UploadProgress(Works works, FileStore store)
{
    public Task<long?> For(Me me, Guid id) => works.Read<long?>(async db => await db.Arrivals.AnyAsync(a => a.Id == id && a.PersonId == me.Id) ? store.Received(id) : null);
}
