using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Imports;

/// <summary>Imports on both databases: what lands, what does not, under whose rights, and all the way back.</summary>
public sealed class ImportTests
{
    private static readonly string Maven = Path.Combine(Repository.Root, "samples", "maven-crm");

    [Theory, BothDatabases]
    public async Task A_companys_files_come_in_whole_and_only_once(Database on)
    {
        await using var b = new TestBusiness(on);
        var first = await Import(b, Me.System, MavenFiles());
        Assert.Equal(ImportState.Done, first.State);
        Assert.Equal((8927, 8927, 0, 0), (first.Read, first.Created, first.Skipped, first.Rejected));
        var sums = ImportPage.Together(first.Files).ToDictionary(s => s.Column, s => (s.Count, s.Minor / 100));
        Assert.Equal((4238, 10_005_534L), sums["won"]);
        Assert.Equal((2473, 0L), sums["lost"]);
        Assert.Equal((1589, 0L), sums["needs"]);
        Assert.Equal((500, 0L), sums["contact"]);

        var board = await b.Get<PipelineBoard>().For(Me.System, new OpportunityFilter());
        Assert.Equal((4238, 1_000_553_400L), (board.Single(c => c.Code == Pipeline.Won).Count, board.Single(c => c.Code == Pipeline.Won).Sums.Single().Minor));
        Assert.Equal([500, 1589, 0, 0, 0, 0, 4238, 2473], board.Select(c => c.Count));
        var export = await b.Get<ExportOpportunities>().Run(Me.System, new OpportunityFilter(), null, true, "csv");
        Assert.Equal((8800, 1_000_553_400L), (export.Value!.Count, export.Value.Sum(r => r.Amount.Minor)));
        Assert.Equal(1425, export.Value.Count(r => r.Customer is null));
        Assert.Equal(1480, export.Value.Count(r => r.Product == "GTX Pro"));
        var one = export.Value.Single(r => r.Title == "GTX Plus Basic · Cancity" && r.ClosedOn == new DateOnly(2017, 3, 1) && r.Amount.Minor == 105_400);
        Assert.Equal("Moses Frase", one.Owner);
        Assert.Equal(8927, await b.Read(db => db.Set<Activity>().CountAsync(a => a.Kind == "OpportunityCreated" || a.Kind == "CustomerCreated" || a.Kind == "ProductCreated" || (a.Kind == "PersonCreated" && a.Verb == "Import"))) - 6);

        var again = await Import(b, Me.System, MavenFiles());
        Assert.Equal((8927, 0, 8927, 0), (again.Read, again.Created, again.Skipped, again.Rejected));
        Assert.Equal(8800, await b.Read(db => db.Set<Opportunity>().CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_rep_brings_everything_into_his_own_pipeline_but_no_products(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var products = new TableInMemory("products.csv", "product,price\nAlpha,10");
        var deals = new TableInMemory("deals.csv", "opportunity_id,sales_agent,product,account,deal_stage,close_value\nX1,王强,Alpha,,Won,\nX2,Nobody Known,Alpha,,,5");
        var guess = b.Get<ImportGuess>();
        var run = await Prepare(b, rep, [(products, await guess.For(rep, products.Name, products.Headers, [], null))]);
        Assert.Equal("Imports.MayNotProducts", (await b.Get<StartImport>().Run(rep, run)).Refusal!.Key);

        var mapping = await guess.For(rep, deals.Name, deals.Headers, [], null);
        Assert.Equal(ImportOwner.Me, mapping.Owner);
        var page = await Import(b, rep, [(deals, mapping)]);
        Assert.Equal((1, 1), (page.Created, page.Rejected));
        var mine = await b.Read(db => db.Set<Opportunity>().SingleAsync(o => o.ExternalId == "X2"));
        Assert.Equal((rep.Id, "Alpha"), (mine.OwnerId, mine.Title));

        // By the column it would be given to somebody else, which a rep may not do.
        var theirs = new TableInMemory("more.csv", "opportunity_id,sales_agent,name\nX3,王强,Beta\nX4,李娜,Gamma");
        var named = ImportGuess.FromHeaders(theirs.Name, theirs.Headers, []) with { Owner = ImportOwner.Column };
        page = await Import(b, rep, [(theirs, named)]);
        Assert.Equal((1, 1), (page.Created, page.Rejected));
        var rows = await b.Get<ImportRows>().For(rep, page.Id, page.Files[0].Id, RowOutcome.Rejected);
        Assert.Equal(2, Assert.Single(rows.Rows).Number);
        Assert.Null(await b.Get<ImportPage>().For(await b.As("sales3"), page.Id));
    }

    [Theory, BothDatabases]
    public async Task A_whole_import_is_taken_back_but_what_a_person_touched_since_stays(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var before = await b.Read(db => db.Set<Opportunity>().CountAsync());
        var people = await b.Read(db => db.Set<Person>().CountAsync());
        var team = new TableInMemory("team.csv", "name,department,manager\nAnn Lee,Northern team,Bob Ray\nCid Poe,Northern team,Bob Ray");
        var deals = new TableInMemory("deals.csv", "opportunity_id,title,sales_agent,close_value\nR1,One,Ann Lee,5\nR2,Two,Cid Poe,6");
        var done = await Import(b, admin, [(team, Guess(team)), (deals, Guess(deals))]);
        Assert.Equal((4, 0), (done.Created, done.Rejected));
        Assert.Equal(people + 3, await b.Read(db => db.Set<Person>().CountAsync()));

        var update = new TableInMemory("deals2.csv", "opportunity_id,title,close_value\nR1,One more,7\nR2,Two,6");
        var changed = await Import(b, admin, [(update, Guess(update) with { Mode = ImportMode.Update })]);
        Assert.Equal((0, 1, 1), (changed.Created, changed.Updated, changed.Skipped));
        await Revert(b, admin, changed.Id);
        var one = await b.Read(db => db.Set<Opportunity>().SingleAsync(o => o.ExternalId == "R1"));
        Assert.Equal(("One", 500L), (one.Title, one.Amount.Minor));

        var back = await Revert(b, admin, done.Id);
        Assert.Equal((ImportState.Reverted, 4), (back.State, back.Kept));
        Assert.Equal(before + 1, await b.Read(db => db.Set<Opportunity>().CountAsync()));
        Assert.Equal("R1", await b.Read(db => db.Set<Opportunity>().Where(o => o.ImportId == done.Id).Select(o => o.ExternalId).SingleAsync()));
        Assert.Equal("Imports.NotRevertible", (await b.Get<RevertImport>().Run(admin, done.Id)).Refusal!.Key);
    }

    [Theory, BothDatabases]
    public async Task A_mapping_that_does_not_fit_is_refused_in_one_sentence(Database on)
    {
        await using var b = new TestBusiness(on);
        var table = new TableInMemory("a.csv", "a,b\n1,2");
        FileMapping With(params FieldMapping[] fields) => new() { Kind = ImportKind.Customers, Fields = fields };
        Assert.Equal("Imports.UnknownColumn", ImportPlan.Of(With(new FieldMapping { Field = "name", Column = "c" }), table.Headers).Refusal!.Key);
        Assert.Equal("Imports.FieldTwice", ImportPlan.Of(With(new FieldMapping { Field = "name", Column = "a" }, new FieldMapping { Field = "name", Column = "b" }), table.Headers).Refusal!.Key);
        Assert.Equal("Imports.FieldMissing", ImportPlan.Of(With(new FieldMapping { Field = "note", Column = "a" }), table.Headers).Refusal!.Key);
        foreach (var forbidden in new[] { "id", "version", "ownerId", "state", "nameKey", "importId", "number" })
        {
            Assert.Equal("Imports.UnknownField", ImportPlan.Of(With(new FieldMapping { Field = forbidden, Column = "a" }), table.Headers).Refusal!.Key);
        }

        Assert.Equal("Imports.MappingUnreadable", ImportMapping.Parse("{ \"files\": [ { \"kind\": \"customers\", \"drop\": 1 } ] }").Refusal!.Key);
        Assert.Equal("Imports.MappingEmpty", ImportMapping.Parse("{}").Refusal!.Key);
        var run = await Prepare(b, Me.System, [(table, With(new FieldMapping { Field = "name", Column = "c" }))]);
        Assert.Equal("Imports.UnknownColumn", (await b.Get<StartImport>().Run(Me.System, run)).Refusal!.Key);
    }

    [Theory, BothDatabases]
    public async Task Bad_rows_are_set_aside_with_their_reason_and_the_rest_lands(Database on)
    {
        await using var b = new TestBusiness(on);
        var text = "name,employees,parent\n" + string.Join('\n', Enumerable.Range(1, 5000).Select(i => i % 100 == 0 ? $"Firm {i},many," : $"Firm {i},{i},{(i == 1 ? "Firm 4999" : "")}"));
        var table = new TableInMemory("firms.csv", text);
        var trial = await b.Get<Importer>().Try(Me.System, [File(table, Guess(table))], _ => Opened(table), 20);
        Assert.Equal((4950, 50), (trial.Value![0].Created, trial.Value[0].Rejected));
        Assert.Equal(0, await b.Read(db => db.Set<BlazorSalesProject.Customers.Customer>().CountAsync()));

        var page = await Import(b, Me.System, [(table, Guess(table))]);
        Assert.Equal((5000, 4950, 50), (page.Read, page.Created, page.Rejected));
        var rows = await b.Get<ImportRows>().For(Me.System, page.Id, page.Files[0].Id, RowOutcome.Rejected);
        Assert.Equal(50, rows.Rows.Count);
        Assert.Contains("many", rows.Rows[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["Firm 100", "many", null], rows.Rows[0].Cells);
        Assert.NotNull(await b.Read(db => db.Set<BlazorSalesProject.Customers.Customer>().Where(c => c.Name == "Firm 1").Select(c => c.ParentId).SingleAsync()));
        Assert.Equal(4950, await b.Read(db => db.Set<BlazorSalesProject.Customers.Customer>().Select(c => c.Number).Distinct().CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_duplicate_is_named_only_to_whom_may_see_it(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var table = new TableInMemory("firms.csv", "name,industry\n" + await b.Read(async db => await db.Set<BlazorSalesProject.Customers.Customer>()
            .Where(c => db.Set<Account>().Any(a => a.PersonId == c.OwnerId && a.UserName == "sales1")).Select(c => c.Name).FirstAsync()) + ",电子");
        foreach (var (account, open) in new[] { ("sales1", true), ("sales3", false) })
        {
            var me = await b.As(account);
            var page = await Import(b, me, [(table, Guess(table))]);
            Assert.Equal((0, 1), (page.Created, page.Skipped));
            var row = Assert.Single((await b.Get<ImportRows>().For(me, page.Id, page.Files[0].Id, RowOutcome.Skipped)).Rows);
            Assert.Equal((open, open, "李娜"), (row.Href is not null, !row.Collides!.EndsWith("**", StringComparison.Ordinal), row.Owner));
        }
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_import_stops_and_one_left_by_a_crash_is_said_to_be_interrupted(Database on)
    {
        await using var b = new TestBusiness(on);
        var table = new TableInMemory("firms.csv", "name\nFirm A");
        var run = await Prepare(b, Me.System, [(table, Guess(table))]);
        Assert.True((await b.Get<StartImport>().Run(Me.System, run)).Ok);
        Assert.True((await b.Get<CancelImport>().Run(Me.System, run)).Ok);
        await b.Get<Importer>().Run(run, _ => Opened(table));
        Assert.Equal(0, await b.Read(db => db.Set<BlazorSalesProject.Customers.Customer>().CountAsync()));

        var crashed = await Prepare(b, Me.System, [(table, Guess(table))]);
        await b.Get<StartImport>().Run(Me.System, crashed);
        await b.Read(db => db.Set<ImportRun>().Where(r => r.Id == crashed).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportState.Running)));
        await b.Get<ImportTurns>().Interrupt(alone: true);
        Assert.Equal(ImportState.Interrupted, (await b.Get<ImportPage>().For(Me.System, crashed))!.State);
        Assert.Equal(ImportState.Reverted, (await Revert(b, Me.System, crashed)).State);
    }

    private static List<(TableInMemory, FileMapping)> MavenFiles()
    {
        var mapping = ImportMapping.Parse(System.IO.File.ReadAllText(Path.Combine(Maven, "mapping.json"))).Value!;
        return [.. mapping.Files.Select(f => (new TableInMemory(f.File!, System.IO.File.ReadAllText(Path.Combine(Maven, f.File!))), f))];
    }

    private static FileMapping Guess(TableInMemory table) => ImportGuess.FromHeaders(table.Name, table.Headers, []);

    private static Outcome<IImportTable> Opened(IImportTable table) => new(table, null);

    private static ImportFile File(TableInMemory table, FileMapping mapping) => new()
    {
        FileName = table.Name, Headers = System.Text.Json.JsonSerializer.Serialize(table.Headers), HeaderKey = ImportFile.KeyOf(table.Headers), Kind = mapping.Kind, Mapping = mapping.Write(), Position = 1,
    };

    private static async Task<Guid> Prepare(TestBusiness b, Me me, IReadOnlyList<(TableInMemory Table, FileMapping Mapping)> files)
    {
        var prepared = await b.Get<PrepareImport>().Run(me, [.. files.Select(f => new ImportUpload(f.Table.Name, f.Table.Headers, f.Table.RowCount, f.Mapping))]);
        Assert.Null(prepared.Refusal);
        return prepared.Value;
    }

    private static async Task<ImportView> Import(TestBusiness b, Me me, List<(TableInMemory Table, FileMapping Mapping)> files)
    {
        var run = await Prepare(b, me, files);
        Assert.Null((await b.Get<StartImport>().Run(me, run)).Refusal);
        await b.Get<Importer>().Run(run, file => Opened(files[file.Position - 1].Table));
        return (await b.Get<ImportPage>().For(me, run))!;
    }

    private static async Task<ImportView> Revert(TestBusiness b, Me me, Guid run)
    {
        Assert.Null((await b.Get<RevertImport>().Run(me, run)).Refusal);
        await b.Get<Reverter>().Run(run, me);
        return (await b.Get<ImportPage>().For(me, run))!;
    }
}
