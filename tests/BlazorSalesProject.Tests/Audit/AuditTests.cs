using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Audit;

/// <summary>The audit cannot be changed unnoticed (CO-3).</summary>
public sealed class AuditTests
{
    [Theory, BothDatabases]
    public async Task The_database_refuses_to_change_or_remove_what_was_recorded(Database on)
    {
        await using var business = new TestBusiness(on);
        await Seal(business);
        foreach (var sql in new[]
        {
            "UPDATE \"Activities\" SET \"Ip\" = '1.2.3.4'", "DELETE FROM \"Activities\"", "UPDATE \"AuditSeals\" SET \"Hash\" = ''", "DELETE FROM \"AuditSeals\"",
        })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => business.Read(db => db.Database.ExecuteSqlRawAsync(sql)));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task An_untouched_audit_is_whole_sealed_or_not(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var before = await Verdict(business);
        Assert.True(before is { Whole: true, Seals: 0 } && before.Rows > 50);
        await Seal(business);
        var after = await Verdict(business);
        Assert.True(after is { Whole: true, Seals: 1 });
        Assert.Equal(0, (await business.Get<SealAudit>().Run(Me.System)).Value - 1);
        Assert.True((await Verdict(business)) is { Whole: true, Seals: 2 });
    }

    [Theory, BothDatabases]
    public async Task One_changed_byte_is_found_and_its_row_named(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await Seal(business);
        await AsOwner(business, "UPDATE \"Activities\" SET \"Data\" = REPLACE(\"Data\", 'SJ-2026-0005', 'SJ-2026-0006') WHERE \"Kind\" = 'OpportunityCreated' AND \"Data\" LIKE '%SJ-2026-0005%'");
        var changed = await business.Read(db => db.Activities.Where(a => a.Kind == "OpportunityCreated" && a.Data.Contains("SJ-2026-0006")).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync());
        var verdict = await Verdict(business);
        Assert.Equal((AuditFault.RowChanged, changed), (verdict.Fault, verdict.FirstBad));
    }

    [Theory, BothDatabases]
    public async Task A_row_rewritten_together_with_its_hash_breaks_the_chain(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await Seal(business);
        var row = await business.Read(db => db.Activities.OrderBy(a => a.Id).Skip(20).FirstAsync());
        var other = await business.Read(db => db.Activities.OrderBy(a => a.Id).Skip(21).FirstAsync());
        await AsOwner(business, "UPDATE \"Activities\" SET \"Operation\" = {0}, \"Kind\" = {1}, \"Verb\" = {2}, \"Data\" = {3}, \"SubjectKind\" = {4}, \"SubjectId\" = {5}, \"AboutKind\" = {6}, \"AboutId\" = {7}, \"Hash\" = {8} WHERE \"Id\" = {9}",
            other.Operation, other.Kind, other.Verb, other.Data, other.SubjectKind, other.SubjectId!, other.AboutKind!, other.AboutId!, other.Hash, row.Id);
        Assert.Equal(AuditFault.ChainBroken, (await Verdict(business)).Fault);
    }

    [Theory, BothDatabases]
    public async Task A_removed_row_is_missed_and_named(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await Seal(business);
        var row = await business.Read(db => db.Activities.Where(a => a.Kind == "ContactCreated").OrderBy(a => a.Id).Select(a => a.Id).FirstAsync());
        await AsOwner(business, "DELETE FROM \"Activities\" WHERE \"Id\" = {0}", row);
        var verdict = await Verdict(business);
        Assert.Equal((AuditFault.ChainBroken, row), (verdict.Fault, verdict.FirstBad));
    }

    [Theory, BothDatabases]
    public async Task The_audit_is_read_by_those_who_may_and_narrowed_to_person_kind_record_and_time(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        var (auditor, rep) = (await business.As("audit1"), await business.As("sales1"));
        Assert.Null(await business.Get<AuditLog>().For(rep, new AuditFilter([])));
        Assert.Equal(RefusalKind.Denied, (await business.Get<VerifyAudit>().Run(rep)).Refusal?.Kind);
        var denied = await business.Get<AuditLog>().For(auditor, new AuditFilter([rep.Id]));
        Assert.Equal("VerifyAudit", Assert.Single(denied!.Lines).Verb);
        var won = await business.Get<AuditLog>().For(auditor, new AuditFilter([], Kind: "OpportunityWon"));
        Assert.Equal(2, won!.Total);
        var one = await business.Get<AuditLog>().For(auditor, new AuditFilter([], Record: "SJ-2026-0003"));
        Assert.All(one!.Lines, l => Assert.Contains("东莞精密柔性产线", l.Subject, StringComparison.Ordinal));
        Assert.True(one.Total >= 2);
        Assert.Equal(0, (await business.Get<AuditLog>().For(auditor, new AuditFilter([], To: business.Clock.Today().AddDays(-1))))!.Total);
    }

    [Theory, BothDatabases]
    public async Task What_served_its_purpose_goes_after_its_time_and_the_audit_stays(Database on)
    {
        await using var business = new TestBusiness(on.WithDemo());
        await business.Read(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.DoneAt, business.Clock.Now())));
        var activities = await business.Read(db => db.Activities.CountAsync());
        business.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Null((await business.Get<PurgeOldRows>().Run(Me.System)).Refusal);
        Assert.True(await business.Read(db => db.Outbox.AnyAsync()));
        business.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null((await business.Get<PurgeOldRows>().Run(Me.System)).Refusal);
        Assert.False(await business.Read(db => db.Outbox.AnyAsync()));
        Assert.Equal(activities + 1, await business.Read(db => db.Activities.CountAsync()));
        Assert.Equal(RefusalKind.Denied, (await business.Get<PurgeOldRows>().Run(await business.As("boss"))).Refusal?.Kind);
    }

    private static async Task Seal(TestBusiness business)
    {
        // On PostgreSQL a gap in the numbers is waited for; here nobody is under way.
        business.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Null((await business.Get<SealAudit>().Run(Me.System)).Refusal);
    }

    private static async Task<AuditVerdict> Verdict(TestBusiness business)
    {
        var outcome = await business.Get<VerifyAudit>().Run(Me.System);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    /// <summary>What somebody with the owner's hand on the database can do: take the trigger away and write.</summary>
    private static Task<int> AsOwner(TestBusiness business, string sql, params object[] values) => business.Read(async db =>
    {
        var triggers = db.OnSqlite
            ? new[] { "DROP TRIGGER \"Activities_no_update\"", "DROP TRIGGER \"Activities_no_delete\"" }
            : ["DROP TRIGGER \"Activities_append_only\" ON \"Activities\"", "ALTER TABLE \"Outbox\" DISABLE TRIGGER ALL"];
        if (db.OnSqlite)
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
        }

        foreach (var trigger in triggers)
        {
            await db.Database.ExecuteSqlRawAsync(trigger);
        }

        return await db.Database.ExecuteSqlRawAsync(sql, values);
    });
}
