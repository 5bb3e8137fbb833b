using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Data;

/// <summary>What is wrong with the audit, if anything.</summary>
public enum AuditFault
{
    None,

    /// <summary>The row's content is not what was hashed when it was written.</summary>
    RowChanged,

    /// <summary>Rows were removed, added or rewritten together with their hash since they were sealed.</summary>
    ChainBroken,
}

/// <summary>How the audit was found: whole, or the first row that is not as it was written.</summary>
public sealed record AuditVerdict(long Rows, int Seals, AuditFault Fault = AuditFault.None, long? FirstBad = null, long? LastBad = null) : ICountRows
{
    public bool Whole => Fault == AuditFault.None;
}

/// <summary>Recomputes every row's hash and the whole chain of seals, and names the first row that is not as it was written.</summary>
public sealed class VerifyAudit(Works works, ILogger<VerifyAudit> log)
{
    public async Task<Outcome<AuditVerdict>> Run(Me me)
    {
        var verdict = me.May(Area.Audit, Function.Read) ? await works.Read(Check) : null;
        var outcome = await works.Do<AuditVerdict>(me, nameof(VerifyAudit), work =>
        {
            if (verdict is null)
            {
                return Task.FromResult<Outcome<AuditVerdict>>(Refusal.Denied());
            }

            work.Record("AuditVerified", new Subject("Audit", Guid.Empty), null, [("Rows", verdict.Rows), ("Seals", verdict.Seals), ("Fault", verdict.Fault), ("Row", verdict.FirstBad)]);
            return Task.FromResult<Outcome<AuditVerdict>>(verdict);
        });
        if (verdict is { Whole: false })
        {
            log.LogCritical("The audit is not as it was written: {Fault} at activity {First} (to {Last})", verdict.Fault, verdict.FirstBad, verdict.LastBad);
        }

        return outcome;
    }

    private static async Task<AuditVerdict> Check(AppDb db)
    {
        var (rows, after, head) = (0L, 0L, (string?)null);
        var seals = await db.AuditSeals.OrderBy(s => s.Id).ToListAsync();
        foreach (var seal in seals)
        {
            var covered = await db.Activities.Where(a => a.Id > after && a.Id <= seal.LastActivity).OrderBy(a => a.Id).Take(seal.Rows + 1).ToListAsync();
            rows += covered.Count;
            if (covered.Find(a => a.ComputeHash() != a.Hash) is { } changed)
            {
                return new AuditVerdict(rows, seals.Count, AuditFault.RowChanged, changed.Id, changed.Id);
            }

            if (covered.Count != seal.Rows || SealAudit.Chain(head, covered.ConvertAll(a => new SealedRow(a.Id, a.Hash, a.At))) != seal.Hash)
            {
                return new AuditVerdict(rows, seals.Count, AuditFault.ChainBroken, FirstGap(covered, after + 1, seal.FirstActivity), seal.LastActivity);
            }

            (after, head) = (seal.LastActivity, seal.Hash);
        }

        while (true)
        {
            var from = after;
            var open = await db.Activities.Where(a => a.Id > from).OrderBy(a => a.Id).Take(SealAudit.Batch).ToListAsync();
            rows += open.Count;
            if (open.Find(a => a.ComputeHash() != a.Hash) is { } changed)
            {
                return new AuditVerdict(rows, seals.Count, AuditFault.RowChanged, changed.Id, changed.Id);
            }

            if (open.Count < SealAudit.Batch)
            {
                return new AuditVerdict(rows, seals.Count);
            }

            after = open[^1].Id;
        }
    }

    /// <summary>The first number that is missing among the covered rows; the first of them when none is.</summary>
    private static long FirstGap(List<Activity> covered, long expected, long first)
    {
        foreach (var row in covered.SkipWhile(a => a.Id < first))
        {
            if (row.Id != Math.Max(expected, first))
            {
                return Math.Max(expected, first);
            }

            expected = row.Id + 1;
        }

        return covered.Count > 0 ? covered[0].Id : first;
    }
}
