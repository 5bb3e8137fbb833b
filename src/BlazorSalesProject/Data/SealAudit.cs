using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Data;

/// <summary>
/// Chains the hashes of the activities since the last seal into a new one (rule D-11). Run by a timer; doing it in every
/// transaction would make all writers queue. The head of the chain goes to the log, out of the database's reach.
/// </summary>
public sealed class SealAudit(Works works, ILogger<SealAudit> log)
{
    internal const int Batch = 5000;

    /// <summary>On PostgreSQL a number may be taken and its row committed later: a gap is waited for so long.</summary>
    private static readonly TimeSpan GapLasts = TimeSpan.FromMinutes(10);

    /// <returns>How many activities were sealed; a full batch means that there may be more.</returns>
    public async Task<Outcome<int>> Run(Me me)
    {
        AuditSeal? made = null;
        var outcome = await works.Do<int>(me, nameof(SealAudit), async work =>
        {
            if (!me.May(Area.Settings, Function.Configure))
            {
                return Refusal.Denied();
            }

            var last = await work.Db.AuditSeals.OrderByDescending(s => s.LastActivity).FirstOrDefaultAsync();
            var from = last?.LastActivity ?? 0;
            var rows = await work.Db.Activities.AsNoTracking().Where(a => a.Id > from).OrderBy(a => a.Id).Take(Batch).Select(a => new SealedRow(a.Id, a.Hash, a.At)).ToListAsync();
            var ready = work.Db.OnSqlite ? rows : rows.TakeWhile((row, i) => row.Id == (i == 0 ? from : rows[i - 1].Id) + 1 || row.At < work.Now - GapLasts).ToList();
            if (ready.Count == 0)
            {
                return 0;
            }

            made = new AuditSeal { FirstActivity = ready[0].Id, LastActivity = ready[^1].Id, Rows = ready.Count, Hash = Chain(last?.Hash, ready), At = work.Now };
            work.Db.AuditSeals.Add(made);
            return ready.Count;
        });
        if (outcome.Ok && made is not null)
        {
            log.LogInformation("Audit sealed: activities {First} to {Last}, head {Head}", made.FirstActivity, made.LastActivity, made.Hash);
        }

        return outcome;
    }

    /// <summary>The hash of a seal: of the one before and of every row's number and hash.</summary>
    internal static string Chain(string? before, IReadOnlyList<SealedRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{before}\n{rows.Count}\n"));
        foreach (var row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Id}:{row.Hash}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What a seal covers of an activity.</summary>
internal readonly record struct SealedRow(long Id, string Hash, DateTime At);
