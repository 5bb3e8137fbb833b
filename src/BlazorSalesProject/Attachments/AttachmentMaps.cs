using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Attachments;

internal sealed class AttachmentMap : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("Attachments");
        attachment.Property(a => a.OwnerKind).HasMaxLength(40);
        attachment.Property(a => a.FileName).HasMaxLength(Limits.Name);
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.Property(a => a.ContentType).HasMaxLength(Limits.ShortText);
        attachment.HasIndex(a => a.OwnerId);
        attachment.HasOne<Person>().WithMany().HasForeignKey(a => a.UploaderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UploadTicketMap : IEntityTypeConfiguration<UploadTicket>
{
    public void Configure(EntityTypeBuilder<UploadTicket> ticket)
    {
        ticket.ToTable("UploadTickets");
        ticket.Property(t => t.FileName).HasMaxLength(Limits.Name);
        ticket.Property(t => t.Sha256).HasMaxLength(64);
        ticket.Property(t => t.ContentType).HasMaxLength(Limits.ShortText);
        ticket.HasIndex(t => new { t.PersonId, t.At });
        ticket.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ArrivalMap : IEntityTypeConfiguration<Arrival>
{
    public void Configure(EntityTypeBuilder<Arrival> arrival)
    {
        arrival.ToTable("Arrivals");
        arrival.Property(a => a.Id).ValueGeneratedNever();
        arrival.Property(a => a.FileName).HasMaxLength(Limits.Name);
        arrival.HasIndex(a => new { a.PersonId, a.At });
        arrival.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
