using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Sales.Pipelines;

internal sealed class StageMap : IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<Stage> stage)
    {
        stage.ToTable("Stages");
        stage.Property(s => s.Kind).HasConversion<string>().HasMaxLength(20);
        stage.Property(s => s.Code).HasMaxLength(30);
        stage.HasIndex(s => new { s.Kind, s.Code }).IsUnique();
    }
}
