using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Sales.Pipelines;

/// <summary>The pipelines as they are set now; kept until a stage is configured on any node.</summary>
public sealed class PipelineSettings(IDbContextFactory<AppDb> factory, Signals signals)
{
    private volatile Kept? _kept;

    public async Task<Pipeline> Of(OpportunityKind kind) => new(kind, await Stages());

    /// <summary>All stages of both kinds.</summary>
    public async Task<IReadOnlyList<Stage>> Stages()
    {
        var version = signals.Version(nameof(Stage));
        if (_kept is { } kept && kept.Version == version)
        {
            return kept.Stages;
        }

        await using var db = await factory.CreateDbContextAsync();
        var stages = await db.Stages.AsNoTracking().OrderBy(s => s.Kind).ThenBy(s => s.Position).ToListAsync();
        if (stages.Count > 0)
        {
            _kept = new Kept(version, stages);
        }

        return stages;
    }

    private sealed record Kept(long Version, IReadOnlyList<Stage> Stages);
}
