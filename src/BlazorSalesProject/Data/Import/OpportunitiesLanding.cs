using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data.Import;

/// <summary>Opportunities, open or closed, with the dates they have in the file.</summary>
internal sealed class OpportunitiesLanding(ImportSetting setting, ImportPlan plan) : Landing(setting, plan)
{
    protected override string Record => nameof(Opportunity);

    protected override string Series => "SJ";

    public override Refusal? MayStart() => Me.May(Area.Sales, Function.Create) ? null : Refusal.Denied("Imports.MayNotOpportunities");

    protected override string? KeyOf(ImportValues row) => row.Text("externalId");

    protected override async Task LookUp(ImportBatch batch, IReadOnlyList<ImportValues> rows)
    {
        await Lookups.Customers(batch.Db, rows.Select(r => r.Text("customer")), batch.Today);
        await Lookups.Products(batch.Db, rows.Select(r => r.Text("product")));
        if (Plan.Mapping.Owner == ImportOwner.Column)
        {
            await Lookups.People(batch.Db, rows.Select(r => r.Text("owner")));
        }
    }

    protected override async Task<Dictionary<string, Guid>> AlreadyHere(ImportBatch batch, IReadOnlyList<string> keys) =>
        keys.Count == 0 ? [] : await batch.Db.Opportunities.Where(o => o.ExternalId != null && EF.Parameter(keys).Contains(o.ExternalId))
            .ToDictionaryAsync(o => o.ExternalId!, o => o.Id, StringComparer.OrdinalIgnoreCase);

    protected override async Task<Dictionary<Guid, Entity>> Load(ImportBatch batch, IReadOnlyList<Guid> ids)
    {
        var found = await batch.Db.Opportunities.AsTracking().VisibleTo(Me, batch.Today).Where(o => ids.Contains(o.Id)).ToListAsync();
        return found.Where(o => Me.MayEdit(o, batch.Today)).ToDictionary(o => o.Id, o => (Entity)o);
    }

    protected override Outcome<Entity> Create(ImportBatch batch, ImportValues row, string number)
    {
        var owner = Owner(row, Area.Sales);
        var amount = Amount(row, "amount");
        if ((owner.Refusal ?? amount.Refusal) is { } refusal)
        {
            return refusal;
        }

        if (owner.Value is not { } ownerId)
        {
            return Refusal.Invalid("Imports.OwnerMissing");
        }

        var facts = Facts(row, new OpportunityFacts(null, amount.Value) { Source = "import" }, out var unknown);
        if (unknown is not null)
        {
            return unknown;
        }

        var pipeline = new Pipeline(row.Text("kind") is { } kind ? Enum.Parse<OpportunityKind>(kind) : OpportunityKind.System, Setting.Stages);
        var course = new OpportunityCourse(row.Text("outcome") ?? pipeline.First.Code, row.Text("closedStage"), row.Date("engagedOn"), row.Date("closedOn"), row.Text("lostReason"));
        var outcome = Opportunity.Import(number, pipeline, facts, ownerId, course, row.Text("externalId"), Setting.RunId, batch.Now);
        if (outcome.Value is not { } opportunity)
        {
            return outcome.Refusal!;
        }

        batch.Opportunities.Add(opportunity);
        batch.Ended.Add((opportunity.Column, opportunity.Amount));
        return opportunity;
    }

    protected override Refusal? Change(ImportBatch batch, Entity entity, ImportValues row)
    {
        var opportunity = (Opportunity)entity;
        var amount = Amount(row, "amount");
        if (amount.Refusal is { } refusal)
        {
            return refusal;
        }

        var now = new OpportunityFacts(opportunity.Title, row.Amount("amount") is null ? opportunity.Amount : amount.Value)
        {
            CustomerId = opportunity.CustomerId, ProductId = opportunity.ProductId, Source = opportunity.Source, ExpectedClose = opportunity.ExpectedClose, Note = opportunity.Note,
        };
        var facts = Facts(row, now, out var unknown);
        return unknown ?? opportunity.Change(facts);
    }

    private OpportunityFacts Facts(ImportValues row, OpportunityFacts now, out Refusal? unknown)
    {
        var customer = row.Text("customer") is { } company ? Lookups.Customer(company) : null;
        var product = row.Text("product") is { } name ? Lookups.Product(name) : null;
        unknown = row.Text("customer") is { } c && customer is null && !Plan.EmptyWhenUnknown("customer") ? Refusal.Invalid("Imports.UnknownCustomer", c)
            : row.Text("product") is { } p && product is null && !Plan.EmptyWhenUnknown("product") ? Refusal.Invalid("Imports.UnknownProduct", p)
            : null;
        return now with
        {
            Title = row.Has("title") ? row.Text("title") : now.Title,
            CustomerId = row.Has("customer") ? customer : now.CustomerId,
            ProductId = row.Has("product") ? product : now.ProductId,
            Source = row.Text("source") ?? now.Source,
            ExpectedClose = row.Has("expectedClose") ? row.Date("expectedClose") : now.ExpectedClose,
            Note = row.Has("note") ? row.Text("note") : now.Note,
        };
    }
}
