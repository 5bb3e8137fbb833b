using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>A file to hand out; whoever gets it closes the stream.</summary>
public sealed record FileToSend(string Name, string ContentType, long Size, FileStream Content);

/// <summary>The content of an attachment, for those who see the record it hangs on; null for everybody else.</summary>
public sealed class AttachmentContent(Works works, FileStore store, IEnumerable<IAttachmentOwner> owners, TimeProvider clock)
{
    public Task<FileToSend?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Attachments.SingleOrDefaultAsync(a => a.Id == id) is not { } attachment
            || owners.SingleOrDefault(o => o.Kind == attachment.OwnerKind) is not { } owner
            || !await owner.IsVisible(db, me, attachment.OwnerId, clock.Today())
            || store.Open(attachment.Id, attachment.Sha256) is not { } content)
        {
            return null;
        }

        return new FileToSend(attachment.FileName, attachment.ContentType, attachment.Size, content);
    });
}
