using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BlazorSalesProject.Migrations.PostgreSql;

/// <summary>Lets the EF tools open the model without starting the application.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) =>
        new((DbContextOptions<AppDb>)AppDbOptions.Use(new DbContextOptionsBuilder<AppDb>(), DatabaseProvider.PostgreSql, "Host=localhost;Database=design").Options);
}
