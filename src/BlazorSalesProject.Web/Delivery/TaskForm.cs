using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>What stands in the form of a task while it is typed.</summary>
public sealed class TaskForm
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Parent { get; set; }

    public bool IsMilestone { get; set; }

    public DateOnly? StartOn { get; set; }

    public DateOnly? DueOn { get; set; }

    public decimal? Hours { get; set; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long? Fee { get; set; }

    public string Currency { get; set; } = "";

    /// <summary>What must be finished first, with the lag in working days.</summary>
    public Dictionary<Guid, int> Needs { get; set; } = [];

    /// <summary>Titles for the words of a conflict.</summary>
    public IReadOnlyDictionary<Guid, string> NeedTitles { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Every field that two people could change at once.</summary>
    public static readonly IReadOnlyList<FormField<TaskForm>> Fields =
    [
        new("Title", () => Say("Fields.Title"), f => f.Title, f => f.Title, (f, x) => f.Title = x.Title),
        new("Description", () => Say("Fields.Description"), f => f.Description, f => f.Description, (f, x) => f.Description = x.Description),
        new("Parent", () => Say("DeliveryPages.Parent"), f => f.Parent, _ => null, (f, x) => f.Parent = x.Parent),
        new("IsMilestone", () => Say("DeliveryPages.Milestone"), f => f.IsMilestone, f => f.IsMilestone ? Say("Activity.Yes") : Say("Activity.No"), (f, x) => f.IsMilestone = x.IsMilestone),
        new("StartOn", () => Say("DeliveryPages.Start"), f => f.StartOn, f => f.StartOn is { } day ? DateText.Exact(day) : null, (f, x) => f.StartOn = x.StartOn),
        new("DueOn", () => Say("DeliveryPages.Due"), f => f.DueOn, f => f.DueOn is { } day ? DateText.Exact(day) : null, (f, x) => f.DueOn = x.DueOn),
        new("Hours", () => Say("DeliveryPages.Hours"), f => f.Hours, f => f.Hours is { } hours ? Say("DeliveryPages.HoursOf", hours) : null, (f, x) => f.Hours = x.Hours),
        new("Fee", () => Say("DeliveryPages.Fee"), f => (f.Fee ?? 0, f.Currency), f => MoneyText.Full(f.Fee ?? 0, f.Currency), (f, x) => (f.Fee, f.Currency) = (x.Fee, x.Currency)),
        new("Needs", () => Say("DeliveryPages.Needs"), f => string.Join(',', f.Needs.OrderBy(n => n.Key).Select(n => $"{n.Key}+{n.Value}")), f => f.Needs.Count == 0 ? null : string.Join(Say("Activity.Comma"), f.Needs.Keys.Select(n => f.NeedTitles.GetValueOrDefault(n) ?? "…")), (f, x) => f.Needs = new(x.Needs)),
    ];

    public static TaskForm Of(TaskView task) => new()
    {
        Title = task.Title, Description = task.Description, Parent = task.ParentId?.ToString(), IsMilestone = task.IsMilestone, StartOn = task.StartOn, DueOn = task.DueOn, Hours = task.Hours,
        Fee = task.Fee.Minor == 0 ? null : task.Fee.Minor, Currency = task.Fee.Currency,
        Needs = task.Needs.ToDictionary(n => n.Id, n => n.Lag), NeedTitles = task.Needs.ToDictionary(n => n.Id, n => n.Title),
    };

    public TaskFacts Facts() => new(Title)
    {
        Description = Description, ParentId = Guid.TryParse(Parent, out var parent) ? parent : null, IsMilestone = IsMilestone, StartOn = StartOn, DueOn = DueOn, Hours = Hours, Fee = new Money(Fee ?? 0, Currency), Needs = [.. Needs.Select(n => new Need(n.Key, n.Value))],
    };
}
