using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>Somebody on a card.</summary>
public sealed record CardPerson(Guid Id, string Name, AssigneeAnswer Answer);

/// <summary>A task as a card of the board.</summary>
public sealed record TaskCard(Guid Id, int Version, string Title, TaskState State, bool IsMilestone, DateOnly? StartOn, DateOnly? DueOn, decimal? Hours, Guid? ParentId, int Rounds, DateTime? DoneAt)
{
    public IReadOnlyList<CardPerson> People { get; init; } = [];

    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>Titles of the tasks that must be done first and are not.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    /// <summary>How many tasks are a part of it, and how many of those are done.</summary>
    public (int Done, int Total) Parts { get; init; }

    /// <summary>Not done, and its date has passed.</summary>
    public bool IsLate(DateOnly today) => State is not (TaskState.Done or TaskState.Dropped) && DueOn < today;

    /// <summary>Records compare their lists by reference; a card is drawn anew when its version changed, or what it waits for.</summary>
    public bool SameAs(TaskCard? other) => other is not null && other.Id == Id && other.Version == Version && other.State == State && other.Parts == Parts && other.WaitsFor.SequenceEqual(WaitsFor);
}

/// <summary>A project with everything its page shows.</summary>
public sealed record ProjectView(
    Guid Id, int Version, string Number, string Title, Guid OrderId, string OrderNumber, int OrderVersion, bool SeesOrder, Guid CustomerId, string Customer, bool SeesCustomer, Guid ManagerId, string Manager, string Sales,
    ProjectState State, ProjectHealth? Word, string? WordNote, DateOnly? DueOn, DateTime CreatedAt)
{
    public IReadOnlyList<TaskCard> Tasks { get; init; } = [];

    public IReadOnlyList<ProjectFile> Deliverables { get; init; } = [];

    /// <summary>May plan, assign and review.</summary>
    public bool MayRun { get; init; }
}

/// <summary>A deliverable of the project.</summary>
public sealed record ProjectFile(Guid AttachmentId, string FileName, Guid TaskId, string Task, int Version, DateTime ApprovedAt);

/// <summary>One project with its tasks and deliverables. Null when it does not exist for this person.</summary>
public sealed class ProjectBoard(Works works, TimeProvider clock)
{
    /// <summary>More cards than this a board never shows.</summary>
    public const int MostTasks = 1000;

    public Task<ProjectView?> For(Me me, Guid id) => works.Read(async db =>
    {
        if (await db.Projects.VisibleTo(me).SingleOrDefaultAsync(p => p.Id == id) is not { } project)
        {
            return null;
        }

        var today = clock.Today();
        var names = await db.People.Where(p => p.Id == project.ManagerId || p.Id == project.SalesId).ToDictionaryAsync(p => p.Id, p => p.Name);
        var customer = await db.Customers.Where(c => c.Id == project.CustomerId).Select(c => c.Name).SingleAsync();
        var order = await db.Orders.Where(o => o.Id == project.OrderId).Select(o => new { o.Number, o.Version }).SingleAsync();
        return new ProjectView(project.Id, project.Version, project.Number, project.Title, project.OrderId, order.Number, order.Version, await db.Orders.VisibleTo(me).AnyAsync(o => o.Id == project.OrderId),
            project.CustomerId, customer, await db.Customers.VisibleTo(me, today).AnyAsync(c => c.Id == project.CustomerId), project.ManagerId, names[project.ManagerId], names[project.SalesId],
            project.State, project.Word, project.WordNote, project.DueOn, project.CreatedAt)
        {
            Tasks = await Cards(db, db.Tasks.VisibleTo(me).Where(t => t.ProjectId == id && t.State != TaskState.Dropped)),
            Deliverables = await db.Deliverables.Where(d => d.ProjectId == id && d.IsCurrent).OrderBy(d => d.ApprovedAt)
                .Select(d => new ProjectFile(d.AttachmentId, d.FileName, d.TaskId, db.Tasks.Where(t => t.Id == d.TaskId).Select(t => t.Title).First(), d.Version, d.ApprovedAt)).Take(Limits.LargestPage).ToListAsync(),
            MayRun = me.MayRun(project),
        };
    });

    private static async Task<IReadOnlyList<TaskCard>> Cards(AppDb db, IQueryable<ProjectTask> tasks)
    {
        var rows = await tasks.OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(MostTasks)
            .Select(t => new
            {
                t.Id, t.Version, t.Title, t.State, t.IsMilestone, t.StartOn, t.DueOn, t.Hours, t.ParentId, Rounds = t.Submissions.Count, t.DoneAt,
                People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => new CardPerson(a.PersonId, db.People.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(), a.Answer)).ToList(),
                Needs = t.Needs.Select(n => new { n.NeedsId, n.Lag }).ToList(),
            }).AsSplitQuery().ToListAsync();
        var open = rows.Where(t => t.State != TaskState.Done).ToDictionary(t => t.Id, t => t.Title);
        var parts = rows.Where(t => t.ParentId is not null).ToLookup(t => t.ParentId!.Value, t => t.State);
        return [.. rows.Select(t => new TaskCard(t.Id, t.Version, t.Title, t.State, t.IsMilestone, t.StartOn, t.DueOn, t.Hours, t.ParentId, t.Rounds, t.DoneAt)
        {
            People = t.People, Needs = [.. t.Needs.Select(n => new Need(n.NeedsId, n.Lag))], WaitsFor = t.State == TaskState.Done ? [] : [.. t.Needs.Where(n => open.ContainsKey(n.NeedsId)).Select(n => open[n.NeedsId])],
            Parts = (parts[t.Id].Count(p => p == TaskState.Done), parts[t.Id].Count()),
        })];
    }
}
