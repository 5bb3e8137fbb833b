using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery.Templates;

/// <summary>A template in the list.</summary>
/// <param name="Days">Working days from its first line to the end of its last, as they are written down.</param>
public sealed record TemplateRow(Guid Id, int Version, string Name, string? Note, bool Active, int Items, int Milestones, int Days);

/// <summary>Templates in the order of their names, those in use first; for those who keep them.</summary>
public sealed class TemplateList(Works works)
{
    public Task<IReadOnlyList<TemplateRow>> For(Me me, bool all = true) => works.Read<IReadOnlyList<TemplateRow>>(async db => !me.MayKeepTemplates() ? [] :
        await db.ProjectTemplates.Where(t => all || t.Active).OrderByDescending(t => t.Active).ThenBy(t => t.Name).Take(Limits.LargestPage)
            .Select(t => new TemplateRow(t.Id, t.Version, t.Name, t.Note, t.Active, t.Items.Count, t.Items.Count(i => i.IsMilestone), t.Items.Max(i => i.Offset + i.Length))).ToListAsync());
}

/// <summary>A template with its lines.</summary>
public sealed record TemplateView(Guid Id, int Version, string Name, string? Note, bool Active, IReadOnlyList<TemplateItemFacts> Items);

/// <summary>One template. Null when it does not exist for this person.</summary>
public sealed class TemplateSheet(Works works)
{
    public Task<TemplateView?> For(Me me, Guid id) => works.Read(async db =>
        !me.MayKeepTemplates() || await db.ProjectTemplates.SingleOrDefaultAsync(t => t.Id == id) is not { } template ? null
        : new TemplateView(template.Id, template.Version, template.Name, template.Note, template.Active, [.. template.Items.OrderBy(i => i.No).Select(i => new TemplateItemFacts(i.No, i.Title)
        {
            Description = i.Description, IsMilestone = i.IsMilestone, ParentNo = i.ParentNo, Offset = i.Offset, Length = i.Length, Hours = i.Hours, Needs = i.Needs,
        })]));
}

/// <summary>The dates a template gets with a start. Empty when it does not exist for this person.</summary>
public sealed class TemplatePreview(Works works, WorkingCalendar calendar)
{
    public Task<IReadOnlyList<DatedItem>> For(Me me, Guid id, DateOnly startOn) => works.Read<IReadOnlyList<DatedItem>>(async db =>
        !me.MayKeepTemplates() || startOn is { Year: < 2000 or > 2100 } || await db.ProjectTemplates.SingleOrDefaultAsync(t => t.Id == id) is not { } template ? [] : TemplatePlan.Dates(template, startOn, calendar));
}
