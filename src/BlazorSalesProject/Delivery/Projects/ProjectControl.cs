using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>A risk in the register.</summary>
public sealed record RiskRow(Guid Id, int Version, string Title, RiskLevel Chance, RiskLevel Impact, Guid OwnerId, string Owner, DateOnly DueOn, string? Measure, string? Ending, DateTime? ClosedAt)
{
    public int Weight => (int)Chance * (int)Impact;

    /// <summary>The reader may change and close it.</summary>
    public bool MayChange { get; init; }
}

/// <summary>The control points of a project beside its schedule: money and risks.</summary>
public sealed record ControlView(Guid ProjectId, int Version, string Title, bool MayRun, bool IsOver)
{
    /// <summary>Null for those who see the project but not its money.</summary>
    public ProjectCost? Cost { get; init; }

    /// <summary>Open ones first, the heaviest first.</summary>
    public IReadOnlyList<RiskRow> Risks { get; init; } = [];
}

/// <summary>Money and risks of one project. Null when it does not exist for this person.</summary>
public sealed class ProjectControl(Works works)
{
    public Task<ControlView?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Projects.VisibleTo(me).SingleOrDefaultAsync(p => p.Id == id) is not { } project)
        {
            return null;
        }

        var mayRun = me.MayRun(project);
        var over = project.Over() is not null;
        var risks = await db.ProjectRisks.Where(r => r.ProjectId == id).OrderBy(r => r.ClosedAt != null).ThenByDescending(r => (int)r.Chance * (int)r.Impact).ThenBy(r => r.DueOn).Take(Limits.LargestPage)
            .Select(r => new RiskRow(r.Id, r.Version, r.Title, r.Chance, r.Impact, r.OwnerId, db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(), r.DueOn, r.Measure, r.Ending, r.ClosedAt)
            {
                MayChange = !over && r.ClosedAt == null && (mayRun || r.OwnerId == me.Id),
            }).ToListAsync();
        return new ControlView(project.Id, project.Version, project.Title, mayRun, over) { Cost = me.SeesCostOf(project.ManagerId) ? (await db.CostsOf([(project.Id, project.Budget)]))[project.Id] : null, Risks = risks };
    });
}
