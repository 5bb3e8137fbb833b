using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Attachments;

/// <summary>How a verb hangs uploaded files on the record it saves, in the same transaction.</summary>
internal static class Attaching
{
    /// <summary>Takes the actor's own tickets; a foreign, used or expired one counts as not found and nothing is saved.</summary>
    public static async Task<Refusal?> Attach(this Work work, IReadOnlyCollection<Guid> tickets, Subject owner)
    {
        if (tickets.Count == 0)
        {
            return null;
        }

        if (tickets.Count > Limits.FilesPerRecord)
        {
            return Refusal.For("Files", "Attachments.TooMany", Limits.FilesPerRecord);
        }

        var wanted = tickets.Distinct().ToList();
        var waiting = await work.Db.UploadTickets.Where(t => wanted.Contains(t.Id) && t.PersonId == work.Me.Id).ToListAsync();
        if (waiting.Count != wanted.Count)
        {
            return Refusal.NotFound("Attachments.TicketGone") with { Field = "Files" };
        }

        foreach (var ticket in waiting)
        {
            work.Db.Attachments.Add(Attachment.Of(ticket, owner));
            work.Db.UploadTickets.Remove(ticket);
        }

        return null;
    }
}
