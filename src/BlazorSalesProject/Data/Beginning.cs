using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Brings the database to the model's state at start and gives a new company its roles and pipelines. Safe to repeat.</summary>
public sealed class Beginning(IDbContextFactory<AppDb> factory, Works works)
{
    // Answers the board's counts and sums without touching the rows, ten times quicker. Made here because the model can't say
    // it (an index over a complex property) and a rebuilt table would lose it.
    private const string BoardIndex =
        "CREATE INDEX IF NOT EXISTS \"IX_Opportunities_Board\" ON \"Opportunities\" (\"Kind\", \"Column\", \"Amount_Currency\", \"Amount_Minor\", \"OwnerId\", \"Id\")";

    public async Task Run()
    {
        await using (var db = await factory.CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync(BoardIndex);
        }

        var begun = await works.Do(Me.System, nameof(Beginning), async work =>
        {
            if (!await work.Db.Stages.AnyAsync())
            {
                work.Db.Stages.AddRange(Pipeline.Standard());
            }

            if (!await work.Db.HandoverPoints.AnyAsync())
            {
                work.Db.HandoverPoints.AddRange(HandoverPoint.Standard());
            }

            var roles = await work.Db.Roles.Where(r => r.Code != null).ToListAsync();
            var before = StandardRoles.KnownBefore(await work.Db.Roles.SelectMany(r => r.Grants).Select(g => g.Area).Distinct().ToListAsync());
            foreach (var role in roles)
            {
                role.Learn(StandardRoles.All.GetValueOrDefault(role.Code!) ?? [], before);
            }

            var known = roles.ConvertAll(r => r.Code);
            foreach (var (code, grants) in StandardRoles.All.Where(r => !known.Contains(r.Key)))
            {
                work.Db.Roles.Add(Role.Create(Words.Find($"People.Role_{code}", Words.Default) ?? code, null, grants, code).Value!);
            }

            return null;
        });
        if (begun.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Sentence);
        }
    }
}
