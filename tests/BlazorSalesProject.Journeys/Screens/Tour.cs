using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Journeys.Imports;

namespace BlazorSalesProject.Journeys.Screens;

/// <summary>Every page there is for an account; a new page is added here and is then looked at in both themes, languages and widths.</summary>
internal static class Tour
{
    private static readonly string[] Everybody =
    [
        "/", "/opportunities", "/opportunities?kind=parts", "/opportunities?view=list", "/opportunities?view=list&group=owner", "/leads", "/leads?state=New", "{lead}", "{lead}?tab=timeline", "/lead-pool", "/campaigns", "/customers", "{customer}", "{customer}?tab=contacts",
        "{customer}?tab=opportunities", "{customer}?tab=timeline", "/notices", "/notices/settings", "/no-such-page", "/customers/00000000-0000-0000-0000-000000000001", "{opportunity}", "{opportunity}?tab=plans", "{opportunity}?tab=contacts", "{opportunity}?tab=team", "{opportunity}?tab=timeline", "/opportunities/00000000-0000-0000-0000-000000000001", "/account", "/imports", "/imports/new", "/pool", "/pool?view=figures", "/orders", "/orders?all=1", "{order}", "/orders/00000000-0000-0000-0000-000000000001", "/projects", "/projects?all=1", "/projects?view=board", "{project}", "{project}?tab=list", "{project}?tab=deliverables", "{project}?tab=control", "{project}?tab=timeline",
        "/projects/00000000-0000-0000-0000-000000000001", "{project}?tab=gantt", "{project}?tab=gantt&scale=month", "{project}?tab=members", "/projects/templates", "/tasks", "/tasks?done=1", "{task}", "/tasks/00000000-0000-0000-0000-000000000001", "/approvals", "/portal", "{portal}", "{import}", "{draft}", "/imports/00000000-0000-0000-0000-000000000001",
    ];

    private static readonly string[] Administrators = ["/projects/load", "/projects/load?kind=external&period=this-year", "/admin/lead-forms", "/admin/people", "{person}", "/admin/departments", "/admin/roles", "/admin/pipelines", "/admin/pools", "/admin/handover", "/admin/audit", "/admin/jobs", "/admin/jobs?job=RemindJob", "/admin/mail"];

    /// <summary>Every address of it, with places for records.</summary>
    public static IEnumerable<string> All => [.. Everybody, .. Administrators];

    /// <summary>The addresses, with records this person sees.</summary>
    /// <param name="once">Pages for everybody are left to another account: an administrator visits only his own.</param>
    public static async Task<IReadOnlyList<string>> Of(Visitor visitor, bool once = false)
    {
        await visitor.Open("/customers");
        var customer = await visitor.Page.Locator("a[href^='/customers/']").First.GetAttributeAsync("href");
        await visitor.Open("/leads");
        var lead = await visitor.Page.Locator("a[href^='/leads/0']").First.GetAttributeAsync("href");
        await visitor.Open("/opportunities?view=list");
        var opportunity = await visitor.Page.Locator("a[href^='/opportunities/0']").First.GetAttributeAsync("href");
        await visitor.Open("/orders?all=1");
        var order = await visitor.Page.Locator("a[href^='/orders/0']").First.GetAttributeAsync("href");
        await visitor.Open("/projects?all=1&q=" + Uri.EscapeDataString("试点"));
        var project = await visitor.Page.Locator("a[href^='/projects/0']").First.GetAttributeAsync("href");
        await visitor.Open(project + "?tab=list");
        var task = await visitor.Page.Locator("a[href^='/tasks/0']").First.GetAttributeAsync("href");
        var name = $"tour-{visitor.Name}-{Guid.NewGuid():N}";
        var import = await visitor.Upload(Desk.Csv($"{name}.csv", $"名称,成立年份\n{name},2001\n{name} 2,later\n"));
        await visitor.StartImport();
        var draft = await visitor.Upload(Desk.Csv($"{name}-draft.csv", $"名称,成立年份\n{name} 3,2001\n{name} 4,later\n"));
        IEnumerable<string> paths = Everybody;
        string? person = null;
        if (visitor.Name == "admin")
        {
            paths = once ? Administrators : paths.Concat(Administrators);
            await visitor.Open("/admin/people");
            person = await visitor.Page.Locator("a[href^='/admin/people/0']").First.GetAttributeAsync("href");
        }

        return [.. paths.Select(p => p.Replace("{customer}", customer, StringComparison.Ordinal).Replace("{lead}", lead, StringComparison.Ordinal).Replace("{opportunity}", opportunity, StringComparison.Ordinal).Replace("{person}", person, StringComparison.Ordinal)
            .Replace("{order}", order, StringComparison.Ordinal).Replace("{project}", project, StringComparison.Ordinal).Replace("{task}", task, StringComparison.Ordinal).Replace("{portal}", "/portal" + task, StringComparison.Ordinal)
            .Replace("{import}", import, StringComparison.Ordinal).Replace("{draft}", draft, StringComparison.Ordinal))];
    }
}
