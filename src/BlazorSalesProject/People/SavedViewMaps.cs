using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.People;

internal sealed class SavedViewMap : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("SavedViews");
        view.Property(v => v.Page).HasMaxLength(40);
        view.Property(v => v.Name).HasMaxLength(Limits.ShortText);
        view.Property(v => v.Query).HasMaxLength(4000);
        view.HasIndex(v => new { v.Page, v.OwnerId });
        view.HasOne<Person>().WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ViewPreferenceMap : IEntityTypeConfiguration<ViewPreference>
{
    public void Configure(EntityTypeBuilder<ViewPreference> preference)
    {
        preference.ToTable("ViewPreferences");
        preference.HasKey(p => new { p.PersonId, p.Page });
        preference.Property(p => p.Page).HasMaxLength(40);
        preference.Property(p => p.Json).HasMaxLength(4000);
    }
}
