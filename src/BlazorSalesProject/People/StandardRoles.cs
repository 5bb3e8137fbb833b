using static BlazorSalesProject.People.Function;

namespace BlazorSalesProject.People;

/// <summary>The roles a new company starts with; names are texts People.Role_code. An administrator may change them.</summary>
public static class StandardRoles
{
    public const string Admin = "admin";
    public const string GeneralManager = "gm";
    public const string SalesManager = "salesmgr";
    public const string SalesRep = "sales";
    public const string ProjectManager = "pm";
    public const string Implementer = "impl";
    public const string Finance = "finance";
    public const string Audit = "audit";
    public const string Dispatcher = "service";

    /// <summary>Every role with its grants.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Grant>> All { get; } = new Dictionary<string, IReadOnlyList<Grant>>
    {
        [Admin] =
        [
            .. Give(Area.People, DataScope.All, Read, Edit, Configure), .. Give(Area.Settings, DataScope.All, Configure), .. Give(Area.Audit, DataScope.All, Read), .. Give(Area.Imports, DataScope.All, Read, Create),
            .. Give(Area.Customers, DataScope.All, Read, Create, Edit, Assign, Share, Export), .. Give(Area.Sales, DataScope.All, Read, Create, Edit, Assign, Share, Export), .. Give(Area.Catalogue, DataScope.All, Read, Edit, SeeCost),
            .. Give(Area.Orders, DataScope.All, Read, Create, Edit), .. Give(Area.Projects, DataScope.All, Read, Edit), .. Give(Area.Leads, DataScope.All, Read, Create, Edit, Assign, Configure),
        ],
        [GeneralManager] =
        [
            .. Give(Area.People, DataScope.All, Read), .. Give(Area.Customers, DataScope.All, Read, Export), .. Give(Area.Sales, DataScope.All, Read, Advise, Export), .. Give(Area.Catalogue, DataScope.All, Read, SeeCost), .. Give(Area.Imports, DataScope.All, Read), .. Give(Area.Audit, DataScope.All, Read),
            .. Give(Area.Orders, DataScope.All, Read), .. Give(Area.Projects, DataScope.All, Read), .. Give(Area.Leads, DataScope.All, Read),
        ],
        [SalesManager] =
        [
            .. Give(Area.People, DataScope.All, Read), .. Give(Area.Customers, DataScope.DepartmentAndBelow, Read, Create, Edit, Assign, Share, Export),
            .. Give(Area.Sales, DataScope.DepartmentAndBelow, Read, Create, Edit, Assign, Share, Advise, Export), .. Give(Area.Catalogue, DataScope.All, Read), .. Give(Area.Imports, DataScope.DepartmentAndBelow, Read, Create),
            .. Give(Area.Orders, DataScope.DepartmentAndBelow, Read, Create, Edit), .. Give(Area.Leads, DataScope.DepartmentAndBelow, Read, Create, Edit, Assign, Configure),
        ],
        [SalesRep] =
        [
            .. Give(Area.People, DataScope.All, Read), .. Give(Area.Customers, DataScope.Self, Read, Create, Edit, Share, Export), .. Give(Area.Sales, DataScope.Self, Read, Create, Edit, Share, Export), .. Give(Area.Catalogue, DataScope.All, Read), .. Give(Area.Imports, DataScope.Self, Read, Create),
            .. Give(Area.Orders, DataScope.Self, Read, Create, Edit), .. Give(Area.Leads, DataScope.Self, Read, Create, Edit),
        ],
        [ProjectManager] = [.. Give(Area.People, DataScope.All, Read), .. Give(Area.Catalogue, DataScope.All, Read), .. Give(Area.Projects, DataScope.Self, Read, Edit)],
        [Implementer] = [.. Give(Area.People, DataScope.Department, Read)],
        [Finance] = [.. Give(Area.Orders, DataScope.All, Read), .. Give(Area.People, DataScope.All, Read), .. Give(Area.Customers, DataScope.All, Read, Export), .. Give(Area.Catalogue, DataScope.All, Read, SeeCost)],
        [Audit] = [.. Give(Area.People, DataScope.All, Read), .. Give(Area.Catalogue, DataScope.All, Read, SeeCost), .. Give(Area.Audit, DataScope.All, Read)],
        [Dispatcher] = [.. Give(Area.People, DataScope.All, Read), .. Give(Area.Customers, DataScope.All, Read), .. Give(Area.Catalogue, DataScope.All, Read)],
    };

    /// <summary>
    /// What the roles of a database knew that was made before it was written down: the rights of the first versions, and those of orders and
    /// projects if any role there has one of them.
    /// </summary>
    /// <param name="inUse">The areas any role of the database has a right in.</param>
    public static IReadOnlySet<string> KnownBefore(IReadOnlyCollection<Area> inUse)
    {
        string first = "Customers.Read Customers.Create Customers.Edit Customers.Assign Customers.Share Customers.Export Sales.Read Sales.Create Sales.Edit Sales.Assign Sales.Share Sales.Advise Sales.Export "
            + "Catalogue.Read Catalogue.Edit Catalogue.SeeCost People.Read People.Edit People.Configure Imports.Read Imports.Create Settings.Configure Audit.Read";
        var orders = inUse.Contains(Area.Orders) || inUse.Contains(Area.Projects) ? " Orders.Read Orders.Create Orders.Edit Projects.Read Projects.Edit" : "";
        return (first + orders).Split(' ').ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where a role stands in lists: ours in the order above, those made here after them.</summary>
    internal static int Place(string? code) => code is not null && All.Keys.ToList().IndexOf(code) is >= 0 and var place ? place : int.MaxValue;

    private static IEnumerable<Grant> Give(Area area, DataScope scope, params Function[] functions) =>
        functions.Select(f => new Grant { Area = area, Function = f, Scope = scope });
}
