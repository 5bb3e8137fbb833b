using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>Where a task stands; the columns of the board, and out of it.</summary>
public enum TaskState
{
    /// <summary>待分派.</summary>
    ToAssign,

    /// <summary>待接受.</summary>
    ToAccept,

    /// <summary>进行中.</summary>
    Doing,

    /// <summary>待审核.</summary>
    InReview,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>Taken out of the plan; it stays readable.</summary>
    Dropped,
}

/// <summary>任务: a piece of a project, for one or several people.</summary>
public sealed partial class ProjectTask : Entity
{
    private ProjectTask()
    {
    }

    public Guid ProjectId { get; private init; }

    public Project Project { get; private set; } = null!;

    /// <summary>The task this one is a part of.</summary>
    public Guid? ParentId { get; private set; }

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public TaskState State { get; private set; }

    public bool IsMilestone { get; private set; }

    /// <summary>Business dates.</summary>
    public DateOnly? StartOn { get; private set; }

    public DateOnly? DueOn { get; private set; }

    /// <summary>Estimated hours.</summary>
    public decimal? Hours { get; private set; }

    /// <summary>Fee for an external implementer, if any.</summary>
    public Money Fee { get; private set; }

    /// <summary>UTC; the work was approved then.</summary>
    public DateTime? DoneAt { get; private set; }

    public List<TaskAssignee> Assignees { get; private set; } = [];

    /// <summary>What must be finished before this one begins.</summary>
    public List<TaskNeed> Needs { get; private set; } = [];

    public List<Submission> Submissions { get; private set; } = [];

    public override Subject? About => new Subject(nameof(Projects.Project), ProjectId);

    /// <param name="id">Known beforehand where tasks that come into being together point at each other.</param>
    public static Outcome<ProjectTask> Plan(Project project, TaskFacts facts, Guid? id = null)
    {
        var task = new ProjectTask { Id = id ?? Guid.CreateVersion7(), ProjectId = project.Id };
        if (task.Set(facts) is { } refusal)
        {
            return refusal;
        }

        task.Happened("TaskPlanned", ("Title", task.Title));
        return task;
    }

    public Refusal? Change(TaskFacts facts)
    {
        if ((NotOver() ?? Set(facts)) is { } refusal)
        {
            return refusal;
        }

        Happened("TaskChanged");
        return null;
    }

    /// <summary>Its dates moved because of what it waits for.</summary>
    public void Shift(DateOnly? startOn, DateOnly? dueOn, string because)
    {
        var (start, due) = (StartOn, DueOn);
        (StartOn, DueOn) = (startOn, dueOn);
        Happened("TaskShifted", ("Title", Title), ("Because", because), ("StartWas", start), ("DueWas", due), ("StartOn", startOn), ("DueOn", dueOn));
    }

    /// <summary>As the schedule sees it.</summary>
    public PlannedTask Planned() => new(Id, StartOn, DueOn, DoneAt is { } at ? Clock.BusinessDate(at) : null, State is TaskState.Done or TaskState.Dropped, State == TaskState.Dropped, [.. Needs.Select(n => (n.NeedsId, n.Lag))]);

    /// <summary>Taken out of the plan.</summary>
    public Refusal? Drop()
    {
        if (NotOver() is { } refusal)
        {
            return refusal;
        }

        State = TaskState.Dropped;
        Happened("TaskDropped", ("Title", Title));
        return null;
    }

    private Refusal? Set(TaskFacts facts)
    {
        var refusal = Refusal.Together(
            Limits.Check(nameof(Title), facts.Title, Limits.Name, required: true),
            Limits.Check(nameof(Description), facts.Description, Limits.LongText),
            facts.Hours is < 0 or > 100_000 ? Refusal.For(nameof(Hours), "Delivery.HoursOutOfRange") : null,
            facts.Fee.Minor is < 0 or > Money.Largest ? Refusal.For(nameof(Fee), "Kernel.AmountOutOfRange") : null,
            facts.StartOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(StartOn), "Kernel.DateOutOfRange") : null,
            facts.DueOn is { Year: < 2000 or > 2100 } ? Refusal.For(nameof(DueOn), "Kernel.DateOutOfRange") : null,
            facts.Needs.Count > Need.Most ? Refusal.For(nameof(Needs), "Delivery.TooManyNeeds", facts.Title, Need.Most) : null,
            facts.Needs.Any(n => n.Lag is < 0 or > Need.LongestLag) ? Refusal.For(nameof(Needs), "Delivery.LagOutOfRange", facts.Title, Need.LongestLag) : null,
            facts.StartOn > facts.DueOn ? Refusal.For(nameof(DueOn), "Delivery.DueBeforeStart") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        (Title, Description, IsMilestone, StartOn, DueOn, Hours, Fee, ParentId) =
            (Limits.Clean(facts.Title)!, Limits.Clean(facts.Description), facts.IsMilestone, facts.StartOn, facts.DueOn, facts.Hours, facts.Fee, facts.ParentId);
        Wait(facts.Needs);
        return null;
    }

    private void Wait(IReadOnlyList<Need> needs)
    {
        var wanted = needs.GroupBy(n => n.TaskId).ToDictionary(g => g.Key, g => g.Max(n => n.Lag));
        Needs.RemoveAll(n => !wanted.ContainsKey(n.NeedsId));
        foreach (var (id, lag) in wanted)
        {
            if (Needs.Find(n => n.NeedsId == id) is { } known)
            {
                known.Lag = lag;
            }
            else
            {
                Needs.Add(new TaskNeed { TaskId = Id, NeedsId = id, Lag = lag });
            }
        }
    }

    private Refusal? NotOver() => State is TaskState.Done or TaskState.Dropped ? NotNow() : null;

    private Refusal NotNow() => Refusal.Conflict("Delivery.NotNow", Title, new Term($"Delivery.State_{State}"));
}

/// <summary>What a project manager says about a task.</summary>
public sealed record TaskFacts(string? Title)
{
    public string? Description { get; init; }

    public Guid? ParentId { get; init; }

    public bool IsMilestone { get; init; }

    public DateOnly? StartOn { get; init; }

    public DateOnly? DueOn { get; init; }

    public decimal? Hours { get; init; }

    public Money Fee { get; init; } = Money.Zero("CNY");

    /// <summary>What must be finished first; each task once, the longest lag counts.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];
}
