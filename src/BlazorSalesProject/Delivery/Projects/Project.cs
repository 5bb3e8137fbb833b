using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Orders;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>Where a project stands.</summary>
public enum ProjectState
{
    /// <summary>Its order waits for the project manager's word.</summary>
    Proposed,

    Running,

    /// <summary>Sales was asked to confirm the delivery.</summary>
    Delivering,

    Closed,

    Cancelled,
}

/// <summary>How a project does, in the manager's word or by rule.</summary>
public enum ProjectHealth
{
    OnTrack,
    AtRisk,
    OffTrack,
}

/// <summary>项目: the work that an order asks for.</summary>
public sealed partial class Project : Entity
{
    private Project()
    {
    }

    /// <summary>XM-2026-0001, seen by people.</summary>
    public string Number { get; private init; } = "";

    public string Title { get; private set; } = "";

    public Guid OrderId { get; private init; }

    public Guid CustomerId { get; private set; }

    /// <summary>The project manager.</summary>
    public Guid ManagerId { get; private set; }

    /// <summary>The sales person of the order.</summary>
    public Guid SalesId { get; private set; }

    /// <summary>Business date promised to the customer.</summary>
    public DateOnly? DueOn { get; private set; }

    public ProjectState State { get; private set; }

    /// <summary>The manager's word; null leaves it to the rule.</summary>
    public ProjectHealth? Word { get; private set; }

    public string? WordNote { get; private set; }

    /// <summary>UTC; it was closed or cancelled then.</summary>
    public DateTime? EndedAt { get; private set; }

    public List<ProjectTask> Tasks { get; private set; } = [];

    [NotAudited]
    public string SearchText { get; private set; } = "";

    public override Subject? About => new Subject(nameof(Order), OrderId);

    /// <summary>Comes into being together with its order.</summary>
    public static Project For(string number, Order order)
    {
        var project = new Project { Number = number, OrderId = order.Id };
        project.Follow(order);
        project.Happened("ProjectProposed", ("Title", project.Title), ("Number", number));
        return project;
    }

    /// <summary>The order was mended before the project began.</summary>
    public void FollowAgain(Order order)
    {
        Follow(order);
        Happened("ProjectFollowed");
    }

    public void Start() => Become(ProjectState.Running, "ProjectStarted");

    /// <summary>Every task is done: sales may be asked. Tasks that were dropped don't count; without any task there is nothing to deliver.</summary>
    public Refusal? MayAskForConfirmation()
    {
        if (NotRunning() is { } refusal)
        {
            return refusal;
        }

        var alive = Tasks.Where(t => t.State != TaskState.Dropped).ToList();
        return alive.Count == 0 ? Refusal.Invalid("Delivery.NoTasks")
            : alive.Find(t => t.State != TaskState.Done) is { } open ? Refusal.Invalid("Delivery.TaskStillOpen", open.Title)
            : null;
    }

    /// <summary>Work goes on only while the project runs.</summary>
    public Refusal? NotRunning() => State == ProjectState.Running ? null : Refusal.Conflict("Delivery.ProjectNotRunning", Number, new Term($"Delivery.Project_{State}"));

    public void AskForConfirmation() => Become(ProjectState.Delivering, "ProjectHandedOver");

    public void TakeBack() => Become(ProjectState.Running, "ProjectTakenBack");

    public void Close(DateTime now)
    {
        EndedAt = now;
        Become(ProjectState.Closed, "ProjectClosed");
    }

    public void Cancel(DateTime now)
    {
        EndedAt = now;
        Become(ProjectState.Cancelled, "ProjectCancelled");
    }

    /// <summary>The last open task was approved; the manager hears of it.</summary>
    public void AllDone() => Happened("ProjectTasksDone", ("Title", Title));

    /// <summary>The manager's word on how it does; null goes back to the rule.</summary>
    public Refusal? Say(ProjectHealth? word, string? note)
    {
        if (Limits.Check("Note", note, Limits.LongText) is { } refusal)
        {
            return refusal;
        }

        (Word, WordNote) = (word, Limits.Clean(note));
        Happened("ProjectHealthSaid", ("Health", word), ("Text", WordNote));
        return null;
    }

    private void Follow(Order order)
    {
        (Title, CustomerId, ManagerId, SalesId, DueOn) = (order.Title, order.CustomerId, order.ManagerId, order.OwnerId, order.PromisedOn);
        SearchText = $"{Title} {Number}".ToLowerInvariant();
    }

    private void Become(ProjectState state, string happened)
    {
        State = state;
        Happened(happened);
    }
}

/// <summary>终稿: a file that was approved and belongs to what the project delivers.</summary>
public sealed class Deliverable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ProjectId { get; init; }

    public Guid TaskId { get; init; }

    /// <summary>The attachment that was approved.</summary>
    public Guid AttachmentId { get; init; }

    public required string FileName { get; init; }

    /// <summary>Which submission of the task it came with.</summary>
    public int Version { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ApprovedAt { get; init; }

    /// <summary>False when a later version took its place or the task was opened again.</summary>
    public bool IsCurrent { get; set; } = true;
}
