using System.Globalization;
using BlazorSalesProject.Delivery.Planning;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Templates;

/// <summary>项目模板: the tasks projects of one kind always have, with their order and dates in working days from the start.</summary>
public sealed class ProjectTemplate : Entity
{
    /// <summary>More lines than this a template never has.</summary>
    public const int MostItems = 200;

    private ProjectTemplate()
    {
    }

    public string Name { get; private set; } = "";

    public string? Note { get; private set; }

    /// <summary>Offered when a project is planned; a retired one stays readable.</summary>
    public bool Active { get; private set; } = true;

    public List<TemplateItem> Items { get; private set; } = [];

    public static Outcome<ProjectTemplate> Make(TemplateFacts facts)
    {
        var template = new ProjectTemplate();
        if (template.Set(facts) is { } refusal)
        {
            return refusal;
        }

        template.Happened("TemplateMade", ("Name", template.Name));
        return template;
    }

    public Refusal? Change(TemplateFacts facts)
    {
        if (Set(facts) is { } refusal)
        {
            return refusal;
        }

        Happened("TemplateChanged", ("Name", Name), ("Count", Items.Count));
        return null;
    }

    /// <summary>No longer offered, or offered again.</summary>
    public void Retire(bool retired)
    {
        if (Active == retired)
        {
            Active = !retired;
            Happened(retired ? "TemplateRetired" : "TemplateBrought", ("Name", Name));
        }
    }

    private Refusal? Set(TemplateFacts facts)
    {
        if (Refusal.Together(
            Limits.Check(nameof(Name), facts.Name, Limits.Name, required: true),
            Limits.Check(nameof(Note), facts.Note, Limits.LongText),
            facts.Items.Count == 0 ? Refusal.For(nameof(Items), "Delivery.TemplateEmpty") : null,
            facts.Items.Count > MostItems ? Refusal.For(nameof(Items), "Delivery.TemplateTooLong", MostItems) : null) is { } refusal)
        {
            return refusal;
        }

        if (facts.Items.Select(Wrong).OfType<Refusal>().FirstOrDefault() is { } line)
        {
            return line;
        }

        if (facts.Items.GroupBy(i => i.No).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Refusal.For(nameof(Items), "Delivery.TemplateTwice", twice.Key);
        }

        var graph = new PlanGraph<int>(facts.Items.Select(i => new PlanNode<int>(i.No, i.Title!, i.ParentNo, [.. TemplateNeed.Read(i.Needs)!.Select(n => n.No)])));
        if (facts.Items.Select(i => (Item: i, Refusal: graph.Wrong(i.No))).FirstOrDefault(x => x.Refusal is not null) is { Refusal: { } knot, Item: var at })
        {
            return knot.Key is "Delivery.ParentNotFound" or "Delivery.NeedNotFound" ? Refusal.For(nameof(Items), "Delivery.TemplatePointsNowhere", at.No, at.Title) : knot with { Field = nameof(Items) };
        }

        (Name, Note) = (Limits.Clean(facts.Name)!, Limits.Clean(facts.Note));
        Items.RemoveAll(i => !facts.Items.Any(f => f.No == i.No));
        foreach (var fact in facts.Items)
        {
            if (Items.Find(i => i.No == fact.No) is not { } item)
            {
                item = new TemplateItem { TemplateId = Id, No = fact.No };
                Items.Add(item);
            }

            item.Set(fact);
        }

        return null;
    }

    private static Refusal? Wrong(TemplateItemFacts item) =>
        Limits.Clean(item.Title) is not { } title ? Refusal.For(nameof(Items), "Delivery.TemplateNoTitle", item.No)
        : title.Length > Limits.Name || item.Description?.Length > Limits.LongText ? Refusal.For(nameof(Items), "Delivery.TemplateLineTooLong", item.No)
        : item.No is < 1 or > 9999 || item.Offset is < 0 or > TemplateItem.LatestOffset || item.Length is < 1 or > TemplateItem.LongestLength || item.Hours is < 0 or > 100_000 ? Refusal.For(nameof(Items), "Delivery.TemplateOutOfRange", item.No, title, TemplateItem.LatestOffset, TemplateItem.LongestLength)
        : TemplateNeed.Read(item.Needs) is not { } needs || needs.Count > Need.Most || item.Needs?.Length > TemplateItem.LongestNeeds ? Refusal.For(nameof(Items), "Delivery.TemplateNeedsUnread", item.No, title)
        : null;
}

/// <summary>A task of a template.</summary>
public sealed class TemplateItem
{
    public const int LatestOffset = 1000;
    public const int LongestLength = 500;
    public const int LongestNeeds = 400;

    public Guid TemplateId { get; init; }

    /// <summary>What other lines call it by.</summary>
    public int No { get; init; }

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public bool IsMilestone { get; private set; }

    /// <summary>The line it is a part of.</summary>
    public int? ParentNo { get; private set; }

    /// <summary>Working days after the start of the project; 0 is its first day.</summary>
    public int Offset { get; private set; }

    /// <summary>Working days, at least 1.</summary>
    public int Length { get; private set; }

    public decimal? Hours { get; private set; }

    /// <summary>Lines to be finished first, with a lag in working days where there is one: "1,3+2".</summary>
    public string? Needs { get; private set; }

    internal void Set(TemplateItemFacts facts) => (Title, Description, IsMilestone, ParentNo, Offset, Length, Hours, Needs) =
        (Limits.Clean(facts.Title)!, Limits.Clean(facts.Description), facts.IsMilestone, facts.ParentNo, facts.Offset, facts.Length, facts.Hours, TemplateNeed.Write(TemplateNeed.Read(facts.Needs)!));
}

/// <summary>A line that must be finished first, and the working days to leave after it.</summary>
public readonly record struct TemplateNeed(int No, int Lag)
{
    /// <summary>Reads "1, 3+2"; null when it is something else.</summary>
    public static IReadOnlyList<TemplateNeed>? Read(string? text)
    {
        var needs = new List<TemplateNeed>();
        foreach (var part in (text ?? "").Split([',', '，', '、', ';', '；', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('+');
            var lag = 0;
            if (pair.Length > 2 || !int.TryParse(pair[0], NumberStyles.None, CultureInfo.InvariantCulture, out var no) || (pair.Length == 2 && !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out lag)) || lag > Need.LongestLag)
            {
                return null;
            }

            needs.RemoveAll(n => n.No == no);
            needs.Add(new TemplateNeed(no, lag));
        }

        return needs;
    }

    public static string? Write(IReadOnlyList<TemplateNeed> needs) => needs.Count == 0 ? null : string.Join(',', needs.Select(n => n.Lag == 0 ? $"{n.No}" : $"{n.No}+{n.Lag}"));
}

/// <summary>What somebody says about a template.</summary>
public sealed record TemplateFacts(string? Name, string? Note, IReadOnlyList<TemplateItemFacts> Items);

/// <summary>What somebody says about a line of it.</summary>
public sealed record TemplateItemFacts(int No, string? Title)
{
    public string? Description { get; init; }

    public bool IsMilestone { get; init; }

    public int? ParentNo { get; init; }

    public int Offset { get; init; }

    public int Length { get; init; } = 1;

    public decimal? Hours { get; init; }

    public string? Needs { get; init; }
}
