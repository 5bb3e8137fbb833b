using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>The Data Protection keys in the database. Synchronous, because the host's key ring asks so.</summary>
public sealed class KeyRing(IDbContextFactory<AppDb> factory)
{
    public IReadOnlyList<string> All()
    {
        using var db = factory.CreateDbContext();
        return [.. db.DataKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml)];
    }

    public void Add(string name, string xml)
    {
        using var db = factory.CreateDbContext();
        db.DataKeys.Add(new DataKey { Name = name, Xml = xml });
        db.SaveChanges();
    }
}
