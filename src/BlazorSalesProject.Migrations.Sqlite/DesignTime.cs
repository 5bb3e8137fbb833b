using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BlazorSalesProject.Migrations.Sqlite;

/// <summary>Lets the EF tools open the model without starting the application.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) =>
        new((DbContextOptions<AppDb>)AppDbOptions.Use(new DbContextOptionsBuilder<AppDb>(), DatabaseProvider.Sqlite, "Data Source=design.db").Options);
}
