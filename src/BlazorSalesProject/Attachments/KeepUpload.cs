using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>What an upload is answered with: a ticket to hand to the form that will save it.</summary>
public sealed record UploadedFile(Guid Ticket, string Name, long Size);

/// <summary>Takes an uploaded file in, looks whether it is what it says, and gives its person a ticket for it.</summary>
public sealed class KeepUpload(Works works, FileStore store)
{
    /// <param name="name">What the browser calls it; made safe here.</param>
    /// <param name="content">Read to its end or to the limit, whatever length was announced.</param>
    public Task<Outcome<UploadedFile>> Run(Me me, string? name, Stream content, CancellationToken stop = default) => works.Do<UploadedFile>(me, nameof(KeepUpload), async work =>
    {
        if (me.Id == Guid.Empty)
        {
            return Refusal.Denied();
        }

        var safe = FileNames.Safe(name);
        var extension = FileNames.ExtensionOf(safe);
        if (!FileKinds.IsTaken(extension))
        {
            return Refusal.For("Files", "Attachments.NotTaken", string.Join(' ', FileKinds.Extensions));
        }

        var waiting = await work.Db.UploadTickets.Where(t => t.PersonId == me.Id).GroupBy(t => 1).Select(g => new { Files = g.Count(), Bytes = g.Sum(t => t.Size) }).FirstOrDefaultAsync(stop);
        if (waiting?.Files >= Limits.WaitingUploads || waiting?.Bytes >= Limits.WaitingUploadBytes)
        {
            return Refusal.For("Files", "Attachments.TooManyWaiting");
        }

        using var arrived = await store.Take(content, Limits.UploadBytes, stop);
        if (arrived is null)
        {
            return Refusal.For("Files", "Attachments.TooLarge", Limits.UploadBytes / 1024 / 1024);
        }

        if (arrived.Size == 0)
        {
            return Refusal.For("Files", "Attachments.Empty");
        }

        await using (var look = arrived.Look())
        {
            var kind = FileKinds.Look(extension, look);
            if (kind.Refusal is { } refusal)
            {
                return refusal;
            }

            work.Db.UploadTickets.Add(new UploadTicket
            {
                Id = arrived.Id, PersonId = me.Id, FileName = safe, Size = arrived.Size, Sha256 = arrived.Sha256, ContentType = kind.Value!, At = work.Now,
            });
        }

        arrived.Keep();
        return new UploadedFile(arrived.Id, safe, arrived.Size);
    });
}
