using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pipelines;

/// <summary>Sets a stage's chance of winning, whether cards may go back from it, and after how many quiet days they are stagnant.</summary>
public sealed class ConfigureStage(Works works)
{
    public Task<Outcome> Run(Me me, Guid id, int version, int probability, bool mayGoBack, int? stagnantAfterDays) => works.Do(me, nameof(ConfigureStage), async work =>
    {
        work.Concerns(nameof(Stage), id);
        if (!me.May(Area.Settings, Function.Configure))
        {
            return Refusal.Denied();
        }

        if (await work.Db.Stages.SingleOrDefaultAsync(s => s.Id == id) is not { } stage)
        {
            return Refusal.NotFound();
        }

        return await work.Stale(stage, version) ?? stage.Configure(probability, mayGoBack, stagnantAfterDays);
    });
}

/// <summary>A stage and its settings.</summary>
public sealed record StageLine(Guid Id, int Version, OpportunityKind Kind, string Code, int Position, int Probability, bool MayGoBack, int? StagnantAfterDays);

/// <summary>The stages of both pipelines, for those who configure the application.</summary>
public sealed class StageSettings(Works works)
{
    /// <summary>Null when this person may not see them.</summary>
    public async Task<IReadOnlyList<StageLine>?> For(Me me) => !me.May(Area.Settings, Function.Configure) ? null : await works.Read(async db =>
        await db.Stages.OrderBy(s => s.Kind).ThenBy(s => s.Position)
            .Select(s => new StageLine(s.Id, s.Version, s.Kind, s.Code, s.Position, s.Probability, s.MayGoBack, s.StagnantAfterDays)).ToListAsync());
}
