using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Attachments;

/// <summary>附件: a file that belongs to a record; whoever sees the record may fetch it, nobody else.</summary>
public sealed class Attachment : Entity
{
    private Attachment()
    {
    }

    public override Subject Subject => new(OwnerKind, OwnerId);

    /// <summary>The kind of record it hangs on, known to an <see cref="IAttachmentOwner"/>.</summary>
    public string OwnerKind { get; private init; } = "";

    public Guid OwnerId { get; private init; }

    /// <summary>As people see it; never part of a path on the disk.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private init; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Found by looking into the file, never what the browser said.</summary>
    public string ContentType { get; private init; } = "";

    public Guid UploaderId { get; private init; }

    /// <summary>Hangs an uploaded file on a record; the ticket's id stays the file's id, so a ticket is good for once.</summary>
    public static Attachment Of(UploadTicket ticket, Subject owner)
    {
        var attachment = new Attachment
        {
            Id = ticket.Id, OwnerKind = owner.Kind, OwnerId = owner.Id, FileName = ticket.FileName, Size = ticket.Size, Sha256 = ticket.Sha256, ContentType = ticket.ContentType,
            UploaderId = ticket.PersonId,
        };
        attachment.Happened("FileAttached", ("File", ticket.FileName), ("Size", ticket.Size), ("Sha256", ticket.Sha256));
        return attachment;
    }
}

/// <summary>A file that was uploaded and does not belong to a record yet; good for the person who uploaded it, once, for a day.</summary>
public sealed class UploadTicket
{
    /// <summary>How long it waits before it is swept away.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public required string Sha256 { get; init; }

    public required string ContentType { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>A file as a list shows it.</summary>
public sealed record AttachedFile(Guid Id, string Name, long Size)
{
    /// <summary>A picture or a PDF, which can be looked at without fetching it; what it says is what it is, that was checked when it came in.</summary>
    public bool CanBeShown => FileKinds.CanBeShown(FileNames.ExtensionOf(Name));
}
