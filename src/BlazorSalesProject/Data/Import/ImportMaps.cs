using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Data.Import;

internal sealed class ImportRunMap : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("ImportRuns");
        run.Property(r => r.Name).HasMaxLength(Limits.Name);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        run.HasIndex(r => new { r.StarterId, r.CreatedAt });
        run.HasIndex(r => r.State);
        run.HasOne<Person>().WithMany().HasForeignKey(r => r.StarterId).OnDelete(DeleteBehavior.Restrict);
        run.HasMany(r => r.Files).WithOne().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportFileMap : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> file)
    {
        file.ToTable("ImportFiles");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.FileName).HasMaxLength(Limits.Name);
        file.Property(f => f.Kind).HasConversion<string>().HasMaxLength(20);
        file.Property(f => f.HeaderKey).HasMaxLength(32);
        file.HasIndex(f => f.RunId);
        file.HasIndex(f => f.HeaderKey);
    }
}

internal sealed class ImportRowMap : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("ImportRows");
        row.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.RecordKind).HasMaxLength(20);
        row.HasIndex(r => new { r.FileId, r.Outcome, r.Id });
        row.HasOne<ImportFile>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportTemplateMap : IEntityTypeConfiguration<ImportTemplate>
{
    public void Configure(EntityTypeBuilder<ImportTemplate> template)
    {
        template.ToTable("ImportTemplates");
        template.Property(t => t.Name).HasMaxLength(Limits.ShortText);
        template.HasIndex(t => new { t.OwnerId, t.Name }).IsUnique();
        template.HasOne<Person>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
