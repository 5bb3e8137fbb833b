using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Templates;

/// <summary>A line of a template with the dates it gets.</summary>
public sealed record DatedItem(int No, string Title, bool IsMilestone, int? ParentNo, DateOnly StartOn, DateOnly DueOn);

/// <summary>What a template becomes with a start date. The preview and the plan itself are reckoned here, so they are the same.</summary>
public static class TemplatePlan
{
    /// <summary>The tasks for a project, parents before their parts. What would begin before what it waits for begins after it.</summary>
    public static Outcome<IReadOnlyList<ProjectTask>> Tasks(ProjectTemplate template, Project project, DateOnly start, WorkingCalendar calendar)
    {
        var dates = Dates(template, start, calendar).ToDictionary(d => d.No);
        var ids = template.Items.ToDictionary(i => i.No, _ => Guid.CreateVersion7());
        var tasks = new List<ProjectTask>();
        foreach (var item in InOrder(template))
        {
            var planned = ProjectTask.Plan(project, new TaskFacts(item.Title)
            {
                Description = item.Description, IsMilestone = item.IsMilestone, ParentId = item.ParentNo is { } parent ? ids[parent] : null, StartOn = dates[item.No].StartOn, DueOn = dates[item.No].DueOn, Hours = item.Hours,
                Needs = [.. TemplateNeed.Read(item.Needs)!.Select(n => new Need(ids[n.No], n.Lag))],
            }, ids[item.No]);
            if (planned.Value is not { } task)
            {
                return planned.Refusal!;
            }

            tasks.Add(task);
        }

        return tasks;
    }

    public static IReadOnlyList<DatedItem> Dates(ProjectTemplate template, DateOnly start, WorkingCalendar calendar)
    {
        var ids = template.Items.ToDictionary(i => i.No, _ => Guid.NewGuid());
        var plan = template.Items.ConvertAll(i =>
        {
            var begin = calendar.Add(start, i.Offset);
            return new PlannedTask(ids[i.No], begin, calendar.Add(begin, i.Length - 1), null, false, false, [.. TemplateNeed.Read(i.Needs)!.Select(n => (ids[n.No], n.Lag))]);
        });
        var moved = Schedule.Slip(plan, [.. ids.Values], calendar).ToDictionary(s => s.Id);
        var planned = plan.ToDictionary(p => p.Id);
        return [.. template.Items.OrderBy(i => i.No).Select(i => ids[i.No] is var id && moved.TryGetValue(id, out var shift)
            ? new DatedItem(i.No, i.Title, i.IsMilestone, i.ParentNo, shift.StartOn!.Value, shift.DueOn!.Value)
            : new DatedItem(i.No, i.Title, i.IsMilestone, i.ParentNo, planned[id].StartOn!.Value, planned[id].DueOn!.Value))];
    }

    /// <summary>A template of an existing plan: lines in the order of their dates, offsets in working days from its first day. Tasks without dates begin with it.</summary>
    public static IReadOnlyList<TemplateItemFacts> Of(IReadOnlyCollection<ProjectTask> tasks, WorkingCalendar calendar)
    {
        var ordered = tasks.OrderBy(t => t.StartOn ?? t.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.DueOn).ThenBy(t => t.Id).ToList();
        var no = ordered.Select((t, i) => (t.Id, No: i + 1)).ToDictionary(x => x.Id, x => x.No);
        var first = ordered.Select(t => t.StartOn ?? t.DueOn).Min();
        return [.. ordered.Select(t => new TemplateItemFacts(no[t.Id], t.Title)
        {
            Description = t.Description, IsMilestone = t.IsMilestone, Hours = t.Hours, ParentNo = t.ParentId is { } parent && no.TryGetValue(parent, out var at) ? at : null,
            Offset = (t.StartOn ?? t.DueOn) is { } start ? Math.Clamp(calendar.Count(first!.Value, start) - (calendar.IsWorking(start) ? 1 : 0), 0, TemplateItem.LatestOffset) : 0,
            Length = t is { StartOn: { } from, DueOn: { } to } ? Math.Clamp(calendar.Count(from, to), 1, TemplateItem.LongestLength) : 1,
            Needs = TemplateNeed.Write([.. t.Needs.Where(n => no.ContainsKey(n.NeedsId)).Select(n => new TemplateNeed(no[n.NeedsId], n.Lag)).OrderBy(n => n.No)]),
        })];
    }

    private static IEnumerable<TemplateItem> InOrder(ProjectTemplate template)
    {
        var nos = template.Items.ToDictionary(i => i.No);
        int Depth(TemplateItem item) => item.ParentNo is { } parent ? Depth(nos[parent]) + 1 : 0;
        return template.Items.OrderBy(Depth).ThenBy(i => i.No);
    }
}
