using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Products with list price and cost.</summary>
internal sealed class ProductsLanding(ImportSetting setting, ImportPlan plan) : Landing(setting, plan)
{
    protected override string Record => nameof(Product);

    public override Refusal? MayStart() => Me.May(Area.Catalogue, Function.Edit) ? null : Refusal.Denied("Imports.MayNotProducts");

    protected override string? KeyOf(ImportValues row) => row.Text("name") is { } name ? Product.Key(name) : null;

    protected override Task LookUp(ImportBatch batch, IReadOnlyList<ImportValues> rows) => Task.CompletedTask;

    protected override async Task<Dictionary<string, Guid>> AlreadyHere(ImportBatch batch, IReadOnlyList<string> keys) =>
        await batch.Db.Products.Where(p => EF.Parameter(keys).Contains(p.NameKey)).ToDictionaryAsync(p => p.NameKey, p => p.Id, StringComparer.OrdinalIgnoreCase);

    protected override async Task<Dictionary<Guid, Entity>> Load(ImportBatch batch, IReadOnlyList<Guid> ids) =>
        await batch.Db.Products.AsTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => (Entity)p);

    protected override Outcome<Entity> Create(ImportBatch batch, ImportValues row, string number)
    {
        var (price, cost, refusal) = Prices(row);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = Product.Create(row.Text("name"), row.Text("series"), price, cost);
        if (outcome.Value is not { } product)
        {
            return outcome.Refusal!;
        }

        product.ImportId = Setting.RunId;
        batch.Products.Add(product);
        Lookups.AddProduct(product.Id, product.NameKey);
        return product;
    }

    protected override Refusal? Change(ImportBatch batch, Entity entity, ImportValues row)
    {
        var product = (Product)entity;
        var (price, cost, refusal) = Prices(row);
        return refusal ?? product.Change(
            row.Text("name"), row.Has("series") ? row.Text("series") : product.Series, row.Amount("price") is null ? product.Price : price, cost ?? product.CostMinor);
    }

    private (Money Price, long? Cost, Refusal? Refusal) Prices(ImportValues row)
    {
        var (price, cost) = (Amount(row, "price"), Amount(row, "cost"));
        return (price.Value, row.Amount("cost") is null ? null : cost.Value.Minor, price.Refusal ?? cost.Refusal);
    }
}
