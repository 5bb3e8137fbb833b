using System.Reflection;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BlazorSalesProject.Web.Tests.HouseRules;

/// <summary>The migrations of both providers lead to the model the code has.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData("BlazorSalesProject.Migrations.Sqlite")]
    [InlineData("BlazorSalesProject.Migrations.PostgreSql")]
    public void The_migrations_match_the_model(string assembly)
    {
        var contexts = typeof(Words).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DbContext))).ToList();
        foreach (var context in contexts)
        {
            using var db = AtDesignTime(Assembly.Load(assembly), context);
            var snapshot = db.GetService<IMigrationsAssembly>().ModelSnapshot?.Model;
            var before = snapshot is null ? null : db.GetService<IModelRuntimeInitializer>().Initialize(snapshot is IMutableModel open ? open.FinalizeModel() : snapshot);
            Rule.Holds(
                $"{assembly} lacks a migration for what changed in {context.Name}.",
                db.GetService<IMigrationsModelDiffer>()
                    .GetDifferences(before?.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel())
                    .Select(operation => operation.ToString() + " " + string.Join(' ', operation.GetType().GetProperties().Where(p => p.Name is "Table" or "Name").Select(p => p.GetValue(operation)))));
        }
    }

    private static DbContext AtDesignTime(Assembly migrations, Type context)
    {
        var factory = migrations.GetTypes().SingleOrDefault(typeof(IDesignTimeDbContextFactory<>).MakeGenericType(context).IsAssignableFrom)
            ?? throw new InvalidOperationException($"{migrations.GetName().Name} has no design-time factory for {context.Name}.");
        return ((IDesignTimeDbContextFactory<DbContext>)Activator.CreateInstance(factory, nonPublic: true)!).CreateDbContext([]);
    }
}
