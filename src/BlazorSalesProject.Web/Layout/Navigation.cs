namespace BlazorSalesProject.Web.Layout;

/// <summary>One entry of the navigation; its word is the text <c>Layout.Nav_{Key}</c>, its group's <c>Layout.Group_{Group}</c>.</summary>
public sealed record NavEntry(string Key, string Href, string Icon, string Group)
{
    /// <summary>Stands in the bottom bar of a phone, in this order; the others are behind 更多.</summary>
    public int? Thumb { get; init; }

    /// <summary>Its address begins every address, so only the exact one counts as "here".</summary>
    public bool Exact => Href == "/";
}

/// <summary>Everything one can go to, in the order people work; who sees what is decided by the layout.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        new("home", "/", "home", "work") { Thumb = 1 },
        new("notices", "/notices", "bell", "work") { Thumb = 4 },
        new("customers", "/customers", "building", "sales") { Thumb = 2 },
        new("opportunities", "/opportunities", "target", "sales") { Thumb = 3 },
        new("imports", "/imports", "import", "data"),
        new("people", "/admin/people", "people", "admin"),
        new("departments", "/admin/departments", "tree", "admin"),
        new("roles", "/admin/roles", "shield", "admin"),
        new("pipelines", "/admin/pipelines", "route", "admin"),
        new("audit", "/admin/audit", "history", "admin"),
        new("mail", "/admin/mail", "mail", "admin"),
    ];
}
