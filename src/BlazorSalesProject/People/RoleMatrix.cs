using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>A role with what it grants and how many hold it.</summary>
public sealed record RoleSheet(Guid Id, int Version, string? Code, string Name, string? Note, IReadOnlyDictionary<Right, DataScope> Grants, int Holders)
{
    public string Title => RoleNames.Of(Code, Name);
}

/// <summary>All roles with their rights, for whoever configures people.</summary>
public sealed class RoleMatrix(Works works)
{
    /// <summary>Null when this person may not see them.</summary>
    public async Task<IReadOnlyList<RoleSheet>?> For(Me me) => !me.MayConfigurePeople() ? null : await works.Read(async db =>
    {
        var holders = (await db.People.SelectMany(p => p.Roles).GroupBy(r => r.RoleId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).ToDictionary(g => g.Key, g => g.Count);
        var roles = (await db.Roles.OrderBy(r => r.Name).Take(1000).ToListAsync()).OrderBy(r => StandardRoles.Place(r.Code)).ToList();
        return roles.ConvertAll(r => new RoleSheet(r.Id, r.Version, r.Code, r.Name, r.Note, r.Grants.ToDictionary(g => new Right(g.Area, g.Function), g => g.Scope), holders.GetValueOrDefault(r.Id)));
    });
}

/// <summary>The roles to choose from, for those who may read people.</summary>
public sealed class RolePicks(Works works)
{
    public Task<IReadOnlyList<RoleChip>> For(Me me) => works.Read(async db =>
        !me.May(Area.People, Function.Read) ? [] : (IReadOnlyList<RoleChip>)[.. (await db.Roles.OrderBy(r => r.Name).Take(1000).Select(r => new RoleChip(r.Id, r.Code, r.Name)).ToListAsync()).OrderBy(r => StandardRoles.Place(r.Code))]);
}
