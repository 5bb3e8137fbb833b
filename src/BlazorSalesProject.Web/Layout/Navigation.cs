using BlazorSalesProject.People;

namespace BlazorSalesProject.Web.Layout;

/// <summary>One entry of the navigation; its word is the text <c>Layout.Nav_{Key}</c>, its group's <c>Layout.Group_{Group}</c>.</summary>
public sealed record NavEntry(string Key, string Href, string Icon, string Group)
{
    /// <summary>Stands in the bottom bar of a phone, the first four in this order; the others are behind 更多.</summary>
    public int? Thumb { get; init; }

    /// <summary>The right without which it is not shown; null for everybody.</summary>
    public Right? Needs { get; init; }

    /// <summary>Another right that shows it as well.</summary>
    public Right? Or { get; init; }

    /// <summary>External people have their own few places; the others are for people of the house.</summary>
    public bool Outside { get; init; }

    /// <summary>Whether it is shown to somebody of the house.</summary>
    public bool IsFor(Me me) => !Outside && (Needs is not { } needs || me.May(needs.Area, needs.Function) || (Or is { } or && me.May(or.Area, or.Function)));

    /// <summary>Its address begins every address, so only the exact one counts as "here".</summary>
    public bool Exact => Href == "/";
}

/// <summary>Everything one can go to, in the order people work; who sees what is decided by the layout.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        new("home", "/", "home", "work") { Thumb = 1 },
        new("portal", "/portal", "check-circle", "work") { Thumb = 1, Outside = true },
        new("tasks", "/tasks", "check-circle", "work") { Thumb = 5 },
        new("approvals", "/approvals", "inbox", "work") { Thumb = 6 },
        new("notices", "/notices", "bell", "work") { Thumb = 4 },
        new("leads", "/leads", "flag", "sales") { Needs = new Right(Area.Leads, Function.Read) },
        new("leadpool", "/lead-pool", "inbox", "sales") { Needs = new Right(Area.Leads, Function.Read) },
        new("customers", "/customers", "building", "sales") { Thumb = 2, Needs = new Right(Area.Customers, Function.Read) },
        new("pool", "/pool", "inbox", "sales") { Needs = new Right(Area.Customers, Function.Edit) },
        new("opportunities", "/opportunities", "target", "sales") { Thumb = 3, Needs = new Right(Area.Sales, Function.Read) },
        new("campaigns", "/campaigns", "bolt", "sales") { Needs = new Right(Area.Leads, Function.Read) },
        new("orders", "/orders", "box", "delivery") { Needs = new Right(Area.Orders, Function.Read), Or = new Right(Area.Projects, Function.Read) },
        new("projects", "/projects", "board", "delivery") { Thumb = 7, Needs = new Right(Area.Projects, Function.Read), Or = new Right(Area.Orders, Function.Read) },
        new("imports", "/imports", "import", "data") { Needs = new Right(Area.Imports, Function.Read) },
        new("people", "/admin/people", "people", "admin") { Needs = new Right(Area.People, Function.Configure) },
        new("departments", "/admin/departments", "tree", "admin") { Needs = new Right(Area.People, Function.Configure) },
        new("roles", "/admin/roles", "shield", "admin") { Needs = new Right(Area.People, Function.Configure) },
        new("pipelines", "/admin/pipelines", "route", "admin") { Needs = new Right(Area.Settings, Function.Configure) },
        new("pools", "/admin/pools", "inbox", "admin") { Needs = new Right(Area.Settings, Function.Configure) },
        new("leadforms", "/admin/lead-forms", "link", "admin") { Needs = new Right(Area.Leads, Function.Configure) },
        new("handover", "/admin/handover", "check-circle", "admin") { Needs = new Right(Area.Settings, Function.Configure) },
        new("audit", "/admin/audit", "history", "admin") { Needs = new Right(Area.Audit, Function.Read) },
        new("jobs", "/admin/jobs", "clock", "admin") { Needs = new Right(Area.Settings, Function.Configure) },
        new("mail", "/admin/mail", "mail", "admin") { Needs = new Right(Area.Settings, Function.Configure) },
    ];
}
