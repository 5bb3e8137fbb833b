namespace BlazorSalesProject.People;

/// <summary>A part of the business that rights are given for.</summary>
public enum Area
{
    People,
    Customers,
    Leads,
    Catalogue,
    Sales,
    Orders,
    Projects,
    Imports,
    Settings,
    Audit,
}

/// <summary>What may be done within an area.</summary>
public enum Function
{
    Read,
    Create,
    Edit,
    Assign,
    Share,
    Advise,
    Export,
    SeeCost,
    Configure,
}

/// <summary>How far a function reaches: whose records.</summary>
public enum DataScope
{
    None,
    Self,
    Department,
    DepartmentAndBelow,
    All,
}

/// <summary>One right: a function within an area. The matrix of roles × rights is the whole of what can be granted.</summary>
public readonly record struct Right(Area Area, Function Function)
{
    /// <summary>Every right that exists, in the order the role screen shows them.</summary>
    public static readonly IReadOnlyList<Right> All =
    [
        new(Area.Customers, Function.Read), new(Area.Customers, Function.Create), new(Area.Customers, Function.Edit),
        new(Area.Customers, Function.Assign), new(Area.Customers, Function.Share), new(Area.Customers, Function.Export),
        new(Area.Leads, Function.Read), new(Area.Leads, Function.Create), new(Area.Leads, Function.Edit), new(Area.Leads, Function.Assign), new(Area.Leads, Function.Configure),
        new(Area.Sales, Function.Read), new(Area.Sales, Function.Create), new(Area.Sales, Function.Edit),
        new(Area.Sales, Function.Assign), new(Area.Sales, Function.Share), new(Area.Sales, Function.Advise), new(Area.Sales, Function.Export),
        new(Area.Orders, Function.Read), new(Area.Orders, Function.Create), new(Area.Orders, Function.Edit),
        new(Area.Projects, Function.Read), new(Area.Projects, Function.Edit),
        new(Area.Catalogue, Function.Read), new(Area.Catalogue, Function.Edit), new(Area.Catalogue, Function.SeeCost),
        new(Area.People, Function.Read), new(Area.People, Function.Edit), new(Area.People, Function.Configure),
        new(Area.Imports, Function.Read), new(Area.Imports, Function.Create),
        new(Area.Settings, Function.Configure),
        new(Area.Audit, Function.Read),
    ];

    public override string ToString() => $"{Area}.{Function}";
}

/// <summary>Whose records a right reaches: everybody's, or those of the listed owners.</summary>
public sealed record Sight(bool All, IReadOnlyList<Guid> Owners)
{
    public static readonly Sight Nothing = new(false, []);

    public static readonly Sight Everything = new(true, []);

    public bool IsNothing => !All && Owners.Count == 0;

    public bool Includes(Guid? ownerId) => All || (ownerId is { } id && Owners.Contains(id));

    /// <summary>A short text that is equal for two people who see the same; keys shared views.</summary>
    public string Key => All ? "*" : string.Join(',', Owners.Order());
}
